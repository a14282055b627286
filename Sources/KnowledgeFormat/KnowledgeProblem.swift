import YAML

/// Something wrong in a knowledge file.
public typealias KnowledgeProblem = FileProblem

typealias Fields = YAMLFields
