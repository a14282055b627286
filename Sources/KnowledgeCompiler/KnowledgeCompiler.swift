@main
struct KnowledgeCompiler {
    static func main() {}
}
