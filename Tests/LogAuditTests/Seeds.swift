import FoundationEssentials

/// What chance begins with, one after the other: a hundred with MISSIEBOEK_LONG=1, else ten.
enum Seeds {
    static let isLong = ProcessInfo.processInfo.environment["MISSIEBOEK_LONG"] == "1"
    static let all = isLong ? 1...100 : 1...10
}
