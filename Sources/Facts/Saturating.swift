extension Int {
    /// The product, or the nearest number that an `Int` can hold: numbers from a node or a stranger's capture can be anything.
    public func times(_ factor: Int) -> Int {
        let (product, isTooLarge) = multipliedReportingOverflow(by: factor)
        guard isTooLarge else { return product }
        return (self < 0) == (factor < 0) ? .max : .min
    }

    /// The sum, or the nearest number that an `Int` can hold.
    public func plus(_ other: Int) -> Int {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        guard isTooLarge else { return sum }
        return other > 0 ? .max : .min
    }

    /// The difference, or the nearest number that an `Int` can hold.
    public func minus(_ other: Int) -> Int {
        let (difference, isTooLarge) = subtractingReportingOverflow(other)
        guard isTooLarge else { return difference }
        return other < 0 ? .max : .min
    }
}
