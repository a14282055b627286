import Glibc
import Rendering
import Steps
import Testing

/// Whoever carries a step out does the same things, with the same exit status and the same end, in every world: a table of step shapes
/// by worlds, of which each cell is run by the engine and by install.sh.
@Suite(.serialized, .enabled(if: geteuid() == 0, "install.sh asks for root")) struct ConformanceTests {
    static let cells: [(Shape, World)] = Shape.all.flatMap { shape in World.allCases.map { (shape, $0) } }

    @Test(arguments: cells) func everyCarrierDoesTheSame(_ shape: Shape, _ world: World) async throws {
        let wanted = try #require(Expected.cell(shape.testDescription, world), "no cell is written down")
        for carrier in Carrier.allCases where !Expected.refuses(carrier.rawValue, shape.testDescription) {
            let outcome = try await outcome(shape, world, carrier)
            #expect(outcome == wanted, "\(carrier.rawValue): \(shape.testDescription), \(world.rawValue)")
        }
    }

    /// What a document has no words for it refuses, and is not written without it.
    @Test(arguments: Shape.all.filter { Expected.refuses(Carrier.script.rawValue, $0.testDescription) })
    func whatIsRefused(_ shape: Shape) async throws {
        let place = try Place()
        await #expect(throws: RenderingError.self) {
            try await Carrier.script.run(shape.step(place), place, values: [:], looks: false)
        }
    }

    private func outcome(_ shape: Shape, _ world: World, _ carrier: Carrier) async throws -> String {
        let place = try Place()
        let step = shape.step(place)
        try world.prepare(shape, place)
        if world.isSecondRun {
            _ = try await carrier.run(step, place, values: World.known, looks: false)
            place.forget()
        }
        if world.isCutOff {
            _ = try await carrier.run(step, place, values: world.values, looks: false)
            world.clear(place)
            place.forget()
        }
        let status = try await carrier.run(step, place, values: world.values, looks: world.looks)
        return "status \(status); \(place.traces)"
    }

    @Test func theTableHasNoCellThatNoShapeHas() {
        #expect(Set(Expected.shapes) == Set(Shape.all.map(\.testDescription)))
    }
}
