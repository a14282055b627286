import Testing

/// Everything that needs the lab, one test after the other: they share the nodes.
@Suite(.serialized, .enabled(if: Lab.isWanted, "the lab runs where DRYDOCK_LAB=1 asks for it"))
enum LabSuite {}
