import Foundation

/// Says what a process has from chance and from its surroundings, a line each: its hash seed, the order of a set, and how
/// many seconds its clock is ahead of UTC in the winter of 2026.
print("missieboek".hashValue)
print(Set((1...64).map { "word-\($0)" }).joined(separator: " "))
print(TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: 1_768_000_000)))
