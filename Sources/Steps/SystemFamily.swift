/// How software gets onto a system.
public enum SystemFamily: String, Sendable, Codable { case apt, dnf, zypper, flatcar, none, windows }
