import Testing

@testable import CRI

@Suite struct ServedAPITests {
    private let unknown = CRIError.status(code: 12, message: "unknown service runtime.v1.RuntimeService")

    private func told(_ v1: Result<VersionResponse, CRIError>, _ old: Result<VersionResponse, CRIError>) throws(CRIError)
        -> ServedAPI
    {
        try ServedAPI.told(v1: { () throws(CRIError) in try v1.get() }, v1alpha2: { () throws(CRIError) in try old.get() })
    }

    @Test func tellsWhichIsServed() throws {
        #expect(try told(.success(Samples.version), .failure(.malformed("not asked"))) == .v1(Samples.version))
        #expect(try told(.failure(unknown), .success(Samples.version)) == .v1alpha2Only(Samples.version))
        #expect(
            try told(.failure(unknown), .failure(.status(code: 12, message: "unknown service runtime.v1alpha2.RuntimeService")))
                == .none(message: "unknown service runtime.v1.RuntimeService"))
    }

    @Test func throwsWhatTellsNothing() {
        let starting = CRIError.status(code: 14, message: "starting")
        #expect(throws: starting) { try told(.failure(starting), .success(Samples.version)) }
        #expect(throws: CRIError.timedOut(path: "/r", after: .seconds(1))) {
            try told(.failure(unknown), .failure(.timedOut(path: "/r", after: .seconds(1))))
        }
    }
}
