import Terminal
import Testing

@Suite struct GeometryTests {
    @Test func sizesAreNeverNegative() {
        #expect(Size(width: -3, height: -1) == Size(width: 0, height: 0))
        #expect(Rect(x: 1, y: 1, width: -4, height: 2).isEmpty)
        #expect(Rect(x: 0, y: 0, width: 3, height: 3).inset(x: 2, y: 2).isEmpty)
    }

    @Test func splitsCoverTheWhole() {
        let rect = Rect(x: 2, y: 3, width: 10, height: 6)
        let (top, rest) = rect.splitTop(2)
        #expect(top.maxY == rest.y && top.height + rest.height == 6)
        let (upper, bottom) = rect.splitBottom(9)
        #expect(upper.isEmpty && bottom == rect)
        let (left, right) = rect.splitLeft(-1)
        #expect(left.isEmpty && right == rect)
    }

    @Test func rowOutsideIsEmpty() {
        let rect = Rect(x: 0, y: 5, width: 10, height: 2)
        #expect(rect.row(1) == Rect(x: 0, y: 6, width: 10, height: 1))
        #expect(rect.row(2).isEmpty)
        #expect(rect.row(-1).isEmpty)
    }

    @Test func disjointRectanglesHaveNothingInCommon() {
        let rect = Rect(x: 0, y: 0, width: 4, height: 4)
        #expect(rect.intersection(Rect(x: 10, y: 10, width: 4, height: 4)).isEmpty)
        #expect(rect.intersection(Rect(x: 2, y: 1, width: 9, height: 9)) == Rect(x: 2, y: 1, width: 2, height: 3))
    }

    @Test func centredFitsInside() {
        let rect = Rect(x: 0, y: 0, width: 80, height: 24)
        #expect(rect.centred(Size(width: 40, height: 10)) == Rect(x: 20, y: 7, width: 40, height: 10))
        #expect(rect.centred(Size(width: 400, height: 100)) == rect)
    }
}
