import Testing

@testable import Probes

@Suite struct CNIOrderTests {
    @Test func containerdGivesUpAtABadFileBeforeTheGoodOne() {
        let order = CNIOrder([false, true], givesUp: true, limit: 1)
        #expect(order.winner == nil)
        #expect(order.stop == 0)
        #expect(order.passedOver.isEmpty)
    }

    @Test func containerdNeverComesToWhatFollowsTheOneItTakes() {
        let order = CNIOrder([true, false], givesUp: true, limit: 1)
        #expect(order.winner == 0)
        #expect(order.stop == nil)
    }

    @Test(arguments: [0, 2, 3]) func containerdReadsAsManyAsItIsTold(_ limit: Int) {
        #expect(CNIOrder([true, false, true], givesUp: true, limit: limit).stop == 1)
    }

    @Test func crioPassesOver() {
        let order = CNIOrder([false, false, true, false], givesUp: false, limit: 1)
        #expect(order.winner == 2)
        #expect(order.stop == nil)
        #expect(order.passedOver == [0, 1])
    }

    @Test(arguments: [true, false]) func noFileIsNoWinner(_ givesUp: Bool) {
        #expect(CNIOrder([], givesUp: givesUp, limit: 1) == CNIOrder([], givesUp: false, limit: 0))
        #expect(CNIOrder([], givesUp: givesUp, limit: 1).winner == nil)
    }
}
