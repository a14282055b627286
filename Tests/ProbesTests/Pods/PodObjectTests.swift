import Facts
import Testing
import YAML

@testable import Probes

@Suite struct PodObjectTests {
    private func node(_ text: String) throws -> YAMLNode { try #require(JSONText.parse(Array(text.utf8))) }

    private func pod(
        _ states: String, phase: String = "Pending", metadata: String = "", conditions: String = "", spec: String = ""
    ) throws -> YAMLNode {
        try node(
            """
            {"metadata": {"namespace": "shop", "name": "api", "creationTimestamp": "2026-11-24T06:00:00Z"\(metadata)},
             "spec": {\(spec)},
             "status": {"phase": "\(phase)", "startTime": "2026-11-24T06:00:05Z", "conditions": [\(conditions)],
                        "containerStatuses": [\(states)]}}
            """)
    }

    private let creating = #"{"name": "app", "state": {"waiting": {"reason": "ContainerCreating"}}}"#

    @Test func aPodWhoseContainersAreBeingMadeIsStarting() throws {
        let row = try #require(PodObject.starting(try pod(creating)))
        #expect(row.text(.pod) == "api")
        #expect(row[.since] == .instant(try #require(Instant(rfc3339: "2026-11-24T06:00:05Z"))))
        #expect(row[.reason] == .absent)
    }

    @Test func oneThatRunsPullsOrIsDeletedIsNot() throws {
        let running = #"{"name": "b", "state": {"running": {"startedAt": "2026-11-24T06:00:09Z"}}}"#
        let pulling = #"{"name": "b", "state": {"waiting": {"reason": "ImagePullBackOff"}}}"#
        #expect(PodObject.starting(try pod("\(creating), \(running)")) == nil)
        #expect(PodObject.starting(try pod("\(creating), \(pulling)")) == nil)
        #expect(PodObject.starting(try pod(creating, phase: "Running")) == nil)
        #expect(PodObject.starting(try pod(creating, metadata: #", "deletionTimestamp": "2026-11-24T06:01:00Z""#)) == nil)
    }

    @Test func aDeletedPodIsLeaving() throws {
        let running = #"{"name": "b", "state": {"running": {"startedAt": "2026-11-24T06:00:09Z"}}}"#
        let deleted = #", "deletionTimestamp": "2026-11-24T06:01:00Z", "finalizers": ["a.example/b"]"#
        let row = try #require(PodObject.leaving(try pod(running, phase: "Running", metadata: deleted)))
        #expect(row[.since] == .instant(try #require(Instant(rfc3339: "2026-11-24T06:01:00Z"))))
        #expect(row.flag(.isRunning) == true)
        #expect(row.list(.finalizers) == ["a.example/b"])
        #expect(PodObject.leaving(try pod(running)) == nil)
    }

    @Test func aContainerThatRunsAndIsNotReady() throws {
        let unready =
            #"{"name": "app", "ready": false, "started": true, "state": {"running": {"startedAt": "2026-11-24T06:00:09Z"}}}"#
        let probe =
            #""containers": [{"name": "app", "readinessProbe": {"httpGet": {"port": 8080, "path": "/r"}, "initialDelaySeconds": 20}}]"#
        let since = #"{"type": "ContainersReady", "status": "False", "lastTransitionTime": "2026-11-24T06:30:00Z"}"#
        let row = try #require(PodObject.notReady(try pod(unready, phase: "Running", conditions: since, spec: probe)).first)
        #expect(row[.since] == .instant(try #require(Instant(rfc3339: "2026-11-24T06:30:00Z"))))
        #expect(row[.patience] == 20)
        #expect(row.text(.probe) == "an HTTP request to port 8080, path /r")
        #expect(PodObject.notReady(try pod(unready, phase: "Pending")).isEmpty)
        let ready = #"{"name": "app", "ready": true, "state": {"running": {"startedAt": "2026-11-24T06:00:09Z"}}}"#
        #expect(PodObject.notReady(try pod(ready, phase: "Running")).isEmpty)
        let deleted = #", "deletionTimestamp": "2026-11-24T06:31:00Z""#
        #expect(PodObject.notReady(try pod(unready, phase: "Running", metadata: deleted)).isEmpty)
    }

    @Test func whatAStartupProbeAllowsIsWaitedFor() throws {
        let starting =
            #"{"name": "app", "ready": false, "started": false, "state": {"running": {"startedAt": "2026-11-24T06:00:09Z"}}}"#
        let probe = #""containers": [{"name": "app", "startupProbe": {"exec": {}, "periodSeconds": 10, "failureThreshold": 30}}]"#
        let row = try #require(PodObject.notReady(try pod(starting, phase: "Running", spec: probe)).first)
        #expect(row[.patience] == 300)
        #expect(row.text(.probe) == "a command in the container")
    }

    @Test func aPodWithoutANodeIsUnscheduled() throws {
        let condition = #"{"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/1 nodes"}"#
        let row = try #require(PodObject.unscheduled(try pod("", conditions: condition)))
        #expect(row.text(.reason) == "Unschedulable")
        #expect(row.text(.message) == "0/1 nodes")
        #expect(PodObject.unscheduled(try pod("", conditions: condition, spec: #""nodeName": "wb-cp1""#)) == nil)
    }

    @Test func aSchedulingGateHoldsBackOnPurpose() throws {
        let condition = #"{"type": "PodScheduled", "status": "False", "reason": "SchedulingGated"}"#
        #expect(PodObject.unscheduled(try pod("", conditions: condition)) == nil)
    }

    @Test func onlyThisKubeletsEventsAreKept() throws {
        let event = try node(
            """
            {"involvedObject": {"kind": "Pod", "namespace": "shop", "name": "api"}, "reason": "FailedMount", "message": "m",
             "count": 4, "lastTimestamp": "2026-11-24T06:02:00Z", "source": {"component": "kubelet", "host": "wb-cp1"}}
            """)
        let row = try #require(EventObject.warning(event, of: "wb-cp1"))
        #expect(row.text(.object) == "api")
        #expect(row.integer(.count) == 4)
        #expect(row[.last] == .instant(try #require(Instant(rfc3339: "2026-11-24T06:02:00Z"))))
        #expect(EventObject.warning(event, of: "worker-2") == nil)
    }
}
