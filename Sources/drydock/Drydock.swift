import ArgumentParser

@main
struct Drydock: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "drydock")
    func run() { print("drydock") }
}
