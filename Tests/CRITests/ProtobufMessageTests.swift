import Testing

@testable import CRI

@Suite struct ProtobufMessageTests {
    @Test func readsAVersion() throws {
        let bytes: [UInt8] =
            [10, 5] + Array("0.1.0".utf8) + [18, 4] + Array("demo".utf8) + [26, 2] + Array("v7".utf8) + [34, 2] + Array("v1".utf8)
        let version = try VersionResponse(protobuf: bytes)
        #expect(version.version == "0.1.0")
        #expect(version.runtimeName == "demo")
        #expect(version.runtimeVersion == "v7")
        #expect(version.runtimeApiVersion == "v1")
        #expect(version.protobuf == bytes)
    }

    @Test func skipsWhatItDoesNotKnow() throws {
        // Field 99 in each wire type, then field 2.
        let unknown: [UInt8] = [152, 6, 1, 153, 6, 0, 0, 0, 0, 0, 0, 0, 0, 154, 6, 1, 0, 157, 6, 0, 0, 0, 0]
        #expect(try VersionResponse(protobuf: unknown + [18, 1, 120]).runtimeName == "x")
    }

    @Test func readsNegativeNumbers() throws {
        let status = try ContainerStatus(protobuf: [56] + [UInt8](repeating: 255, count: 9) + [1])
        #expect(status.exitCode == -1)
        #expect(status.protobuf == [56] + [UInt8](repeating: 255, count: 9) + [1])
    }

    @Test func clampsWhatIntCannotHold() throws {
        #expect(try Image(protobuf: [32] + [UInt8](repeating: 255, count: 9) + [1]).size == Int.max)
    }

    @Test func keepsAnUnknownEnumerationNumber() throws {
        let container = try Container(protobuf: [48, 9])
        #expect(container.state.rawValue == 9)
        #expect(container.state.description == "9")
    }

    @Test func tellsAbsentFromDefault() throws {
        // systemd is 0, so only the presence of `linux` tells it from a runtime that says nothing.
        #expect(try RuntimeConfigResponse(protobuf: []).linux == nil)
        #expect(try RuntimeConfigResponse(protobuf: [10, 0]).linux?.cgroupDriver == .systemd)
        #expect(try RuntimeConfigResponse(protobuf: [10, 2, 8, 1]).linux?.cgroupDriver == .cgroupfs)
    }

    @Test func mergesAMessageThatComesTwice() throws {
        let sandbox = try PodSandbox(protobuf: [18, 3, 10, 1, 97, 18, 3, 18, 1, 98])
        #expect(sandbox.metadata.name == "a")
        #expect(sandbox.metadata.uid == "b")
    }

    @Test func readsMaps() throws {
        let sandbox = try PodSandbox(protobuf: [42, 6, 10, 1, 107, 18, 1, 118, 42, 3, 10, 1, 101, 42, 0])
        #expect(sandbox.labels == ["k": "v", "e": "", "": ""])
    }

    @Test func refusesAFieldOfAnotherKind() {
        #expect(throws: ProtobufError.wrongKind(field: "runtimeName")) { try VersionResponse(protobuf: [16, 1]) }
        #expect(throws: ProtobufError.wrongKind(field: "createdAt")) { try PodSandbox(protobuf: [34, 0]) }
    }

    @Test func repairsTextThatIsNotUTF8() throws {
        #expect(try VersionResponse(protobuf: [18, 2, 255, 97]).runtimeName == "\u{FFFD}a")
    }

    @Test func refusesAMessageCutShortInside() {
        #expect(throws: ProtobufError.truncated(offset: 2)) { try PodSandbox(protobuf: [18, 2, 10, 5]) }
    }

    @Test(arguments: Samples.all) func comesBackFromProtobuf(sample: Sample) throws {
        #expect(try sample.throughProtobuf())
    }

    @Test(arguments: Samples.all) func comesBackFromJSON(sample: Sample) throws {
        #expect(try sample.throughJSON())
    }
}
