import Applying
import Steps

extension HalfMade {
    /// What is half made on this machine of the steps.
    static func here(_ steps: [Step], _ environment: [String: String]) throws -> HalfMade? {
        let found: Result<HalfMade?, DoerError> = Waiting.run {
            do throws(DoerError) { return .success(try await find(among: steps, environment: environment)) } catch {
                return .failure(error)
            }
        }
        switch found {
        case .success(let half): return half
        case .failure(let error): throw Refusal(error.description, status: 3)
        }
    }

    /// What stopped, and what takes away what it left.
    var sentence: String {
        let way = cleaning.actions.map { ActionText.line($0) }.joined(separator: "; ")
        return
            "\"\(step.title)\" stopped in the middle, and what it left is in the way of another try. This takes it away: \(way)."
    }
}
