/// What a benchmark measured of itself.
struct BenchFigures {
    /// Events in a second.
    let rate: Double
    /// With the comparison of the rows, where a rebuild compares them.
    var comparedRate: Double?
}
