// KnowledgeFormat
