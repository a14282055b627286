import Terminal
import Testing

@Suite struct RecordingDisplayTests {
    @Test func givesOutWhatItIsFed() throws {
        let display = try RecordingDisplay()
        display.feed(.enter, .escape)
        display.type("ab")
        display.feed(Event.resize(Size(width: 60, height: 16)))
        #expect(display.next(until: nil) == .key(.enter))
        #expect(display.next(until: nil) == .key(.escape))
        #expect(display.next(until: nil) == .key(.character("a")))
        #expect(display.next(until: nil) == .key(.character("b")))
        #expect(display.size == Size(width: 80, height: 24))
        #expect(display.next(until: nil) == .resize(Size(width: 60, height: 16)))
        #expect(display.size == Size(width: 60, height: 16))
        #expect(display.next(until: nil) == .hangup)
        #expect(display.next(until: .now) == .deadline)
    }

    @Test func keepsFramesAndCopies() throws {
        let display = try RecordingDisplay(size: Size(width: 5, height: 1), glyphs: .ascii)
        var canvas = display.canvas()
        #expect(canvas.charset == .ascii)
        canvas.write("hi", at: Point(x: 0, y: 0), in: canvas.bounds)
        display.present(canvas, cursor: Point(x: 1, y: 0))
        #expect(display.lastFrame?.canvas.text == "hi")
        #expect(display.lastFrame?.cursor == Point(x: 1, y: 0))
        #expect(display.copy("one\ntwo\n") == .sent(lines: 2))
        #expect(display.copy(String(repeating: "x", count: 70_000)) == .tooLong(limit: 65_536))
        #expect(display.copied == ["one\ntwo\n"])
        display.suspend()
        display.close()
        #expect(display.suspensions == 1 && display.isClosed)
    }

    @Test func isWokenFromAnotherThread() async throws {
        let display = try RecordingDisplay()
        let waker = display.waker
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<1000 { group.addTask { waker.wake() } }
        }
        #expect(display.next(until: .now) == .wake)
        #expect(display.next(until: .now) == .deadline)
    }

    @Test func aWakerOutlivesItsDisplay() throws {
        var display: RecordingDisplay? = try RecordingDisplay()
        let waker = try #require(display).waker
        display = nil
        waker.wake()
        #expect(display == nil)
    }
}
