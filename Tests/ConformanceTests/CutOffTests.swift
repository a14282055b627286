import Applying
import Glibc
import Steps
import Testing

/// A step that is cut off at any of its operations, or within one, and run again ends as if nothing had happened: nothing is left undone, and
/// no note is left.
@Suite(.serialized, .enabled(if: geteuid() == 0, "install.sh asks for root")) struct CutOffTests {
    /// Those that end well in a fresh world.
    static let shapes = Shape.all.filter { Expected.cell($0.testDescription, .fresh)?.hasPrefix("status 0") == true }

    /// What is to be seen in the end where nothing comes between.
    private func whole(_ shape: Shape) async throws -> (end: String, things: [String]) {
        let place = try Place()
        try World.fresh.prepare(shape, place)
        #expect(try await Carrier.engine.run(shape.step(place), place, values: World.known, looks: false) == 0)
        return (place.end, place.things)
    }

    @Test(arguments: shapes) func betweenOperations(_ shape: Shape) async throws {
        let wanted = try await whole(shape)
        for carrier in Carrier.allCases where !Expected.refuses(carrier.rawValue, shape.testDescription) {
            for count in 1..<Procedure(shape.step(try Place())).operations.count {
                let place = try Place()
                let step = shape.step(place)
                try World.fresh.prepare(shape, place)
                try await carrier.run(step, place, values: World.known, upTo: count)
                let status = try await carrier.run(step, place, values: World.known, looks: false)
                let what: Comment = "\(carrier.rawValue): \(shape.testDescription), behind operation \(count)"
                #expect(status == 0, what)
                #expect(place.end == wanted.end, what)
                #expect(place.things == wanted.things, what)
            }
        }
    }

    /// The engine, before each thing that it does to the machine: what one operation does is not cut in two by the table's worlds.
    @Test(arguments: shapes) func withinOperations(_ shape: Shape) async throws {
        let wanted = try await whole(shape)
        var hasMore = true
        var count = 0
        while hasMore, count < 50 {
            let place = try Place()
            let step = shape.step(place)
            try World.fresh.prepare(shape, place)
            let dying = DyingDoer(ScratchDoer(place), after: count)
            var engine = Engine(dying, values: World.known)
            _ = await engine.run(Program([step]))
            hasMore = dying.isDead
            let status = try await Carrier.engine.run(step, place, values: World.known, looks: false)
            let what: Comment = "\(shape.testDescription), after \(count) things"
            #expect(status == 0, what)
            #expect(place.end == wanted.end, what)
            #expect(place.things == wanted.things, what)
            count += 1
        }
        #expect(count > (shape.risk == .looks ? 0 : 2) && !hasMore, "\(shape.testDescription): \(count)")
    }
}
