import Terminal
import Testing
import Widgets

@Suite struct TextFieldTests {
    @Test func editsInTheMiddle() {
        var field = TextField("10.0.0.0/16")
        field.press(.home, .right, .right, .delete, .character("."))
        #expect(field.text == "10.0.0.0/16")
        #expect(field.cursor == 3)
        field.press(.end, .backspace, .character("2"))
        #expect(field.text == "10.0.0.0/12")
    }

    @Test func editsCharactersNotBytes() {
        var field = TextField("Zürich 日本")
        field.press(.backspace)
        #expect(field.text == "Zürich 日")
        field.press(.home, .right, .delete)
        #expect(field.text == "Zrich 日")
        field.press(.character("u"), .character("\u{308}"))
        #expect(field.text == "Zu\u{308}rich 日")
        field.press(.backspace)
        #expect(field.text == "Zrich 日")
    }

    @Test func killsLikeAShell() {
        var field = TextField("one two three")
        field.press(.ctrl("w"))
        #expect(field.text == "one two ")
        field.press(.ctrl("w"))
        #expect(field.text == "one ")
        field.press(.ctrl("u"))
        #expect(field.text == "")
        field.text = "one two"
        field.press(.home, .right, .right, .right, .ctrl("k"))
        #expect(field.text == "one")
    }

    @Test func pasteStaysOnOneLine() {
        var field = TextField("a")
        field.press(.paste("b\nc\td\n"))
        #expect(field.text == "ab c d")
    }

    @Test func edgesDoNothing() {
        var field = TextField("")
        let used1 = field.press(.backspace, .delete, .left, .right, .ctrl("w"), .ctrl("k"))
        #expect(used1)
        #expect(field.text == "" && field.cursor == 0)
        let used2 = field.press(.enter)
        #expect(!used2)
        let used3 = field.press(.tab)
        #expect(!used3)
        let used4 = field.press(.escape)
        #expect(!used4)
    }

    @Test func scrollsToItsCursor() {
        var field = TextField("0123456789")
        let end = drawn(field, 5, 1)
        #expect(end.canvas.text == "6789")
        #expect(end.cursor == Point(x: 4, y: 0))
        field.press(.home)
        let start = drawn(field, 5, 1)
        #expect(start.canvas.text == "01234")
        #expect(start.cursor == Point(x: 0, y: 0))
        #expect(start.canvas.roleLetters == "iiiii")
    }

    @Test func cursorStandsAfterWideCharacters() {
        let field = TextField("日本")
        #expect(drawn(field, 10, 1).cursor == Point(x: 4, y: 0))
        #expect(drawn(field, 4, 1).canvas.text == "本")
    }

    @Test func secretsAreHidden() {
        let field = TextField("s3cret", isSecret: true)
        #expect(drawn(field, 10, 1).canvas.text == "••••••")
        #expect(drawn(field, 10, 1, .ascii).canvas.text == "******")
        #expect(field.text == "s3cret")
    }

    @Test func placeholderIsNoText() {
        let field = TextField(placeholder: "10.244.0.0/16")
        let (canvas, cursor) = drawn(field, 15, 1)
        #expect(canvas.text == "10.244.0.0/16")
        #expect(cursor == Point(x: 0, y: 0))
        #expect(field.isEmpty)
    }
}
