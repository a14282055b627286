import Facts
import Testing

@Suite struct RegisterTests {
    @Test func everyNameStandsOnce() {
        let names = FactKey.register.map(\.name)
        let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(twice == [])
    }

    @Test(arguments: FactKey.register.map(\.name)) func isNamedAndExplained(_ name: String) throws {
        let key = try #require(FactKey.registered[name])
        #expect(!key.words.isEmpty && key.words.first != " ")
        #expect(key.words.last != ".", "a phrase, not a sentence")
        if case .table(let columns) = key.type {
            #expect(!columns.isEmpty)
            #expect(Set(columns.map(\.name)).count == columns.count)
            #expect(columns.allSatisfy { !$0.name.contains(".") && !$0.cell.words.isEmpty }, "a column's name has no dot")
        } else {
            #expect(key.name.contains("."), "a fact's name has a subject and a dot")
        }
    }
}
