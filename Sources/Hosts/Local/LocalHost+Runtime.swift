import CRI

extension LocalHost {
    public func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        try refuseFolder(socket)
        throw .failed(path: socket, because: "this build has no CRI client yet")
    }
}
