import Glibc

/// Where the sources stand that the tests were built from.
public enum Checkout {
    /// The folder that holds Package.swift. Found from this file upwards, so that a test that moves to another folder still finds it.
    public static let root: String = {
        var parts = #filePath.split(separator: "/").dropLast()
        while !parts.isEmpty {
            let folder = "/" + parts.joined(separator: "/")
            if access(folder + "/Package.swift", F_OK) == 0 { return folder }
            parts = parts.dropLast()
        }
        fatalError("No folder above \(#filePath) holds Package.swift.")
    }()
}
