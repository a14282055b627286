extension Setting {
    package static let runtimeName = Setting("runtime.name", at: \.runtime.kind, .word, isWritten: always)
    package static let runtimeVersion = Setting(
        "runtime.version", at: \.runtime.version, .text, note: "A series such as 2.3; without one the newest for the release.")
    package static let runtimeInstall = Setting("runtime.install", at: \.runtime.installs, .flag, isWritten: always)
    package static let cgroupDriver = Setting("cgroupDriver", at: \.cgroupDriver, .word, isWritten: always)

    static let runtime = [runtimeName, runtimeVersion, runtimeInstall, cgroupDriver]
}
