/// Reads a stream line by line in constant memory.
///
/// A line ends at a line feed, and a carriage return before it is dropped; a byte-order mark at the start is skipped.
/// The last line need not end in a line feed.
package struct LineReader: ~Copyable {
    package enum Line: Equatable, Sendable {
        case bytes([UInt8])
        /// A line longer than the limit; its bytes were passed over.
        case tooLong(count: Int)
    }

    private let stream: FileStream
    private let limit: Int
    private var buffer: ArraySlice<UInt8> = []
    private var isAtStart = true
    private var isAtEnd = false

    private static let chunk = 1 << 16
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let lineFeed = UInt8(ascii: "\n")

    /// `limit` is the length of the longest line that is handed out, in bytes.
    package init(_ stream: consuming FileStream, limit: Int) {
        self.stream = stream
        self.limit = limit
    }

    /// Reads lines that are in memory already.
    package init(_ bytes: [UInt8], limit: Int) {
        // Nothing is read from the stream: everything is in the buffer.
        self.init(.standardInput, limit: limit)
        buffer = bytes.starts(with: Self.byteOrderMark) ? bytes[Self.byteOrderMark.count...] : bytes[...]
        isAtEnd = true
    }

    /// The next line; nil at the end.
    package mutating func next() throws(StreamError) -> Line? {
        var line: [UInt8] = []
        var count = 0
        while true {
            if buffer.isEmpty {
                try fill()
                if buffer.isEmpty { break }
            }
            let end = buffer.firstIndex(of: Self.lineFeed)
            let part = buffer[..<(end ?? buffer.endIndex)]
            count += part.count
            if count <= limit + 1 { line += part }
            if let end {
                buffer = buffer[(end + 1)...]
                return finish(line, count)
            }
            buffer = []
        }
        return count == 0 ? nil : finish(line, count)
    }

    private mutating func fill() throws(StreamError) {
        guard !isAtEnd else { return }
        buffer = try stream.read(upTo: Self.chunk)[...]
        isAtEnd = buffer.isEmpty
        if isAtStart { try skipByteOrderMark() }
        isAtStart = false
    }

    /// Reads on while the stream has given but a part of the mark, as a pipe may do.
    private mutating func skipByteOrderMark() throws(StreamError) {
        while !isAtEnd, buffer.count < Self.byteOrderMark.count, Self.byteOrderMark.starts(with: buffer) {
            let more = try stream.read(upTo: Self.chunk)
            isAtEnd = more.isEmpty
            buffer += more
        }
        if buffer.starts(with: Self.byteOrderMark) { buffer = buffer.dropFirst(Self.byteOrderMark.count) }
        // After the mark alone, the first line is still to come.
        if buffer.isEmpty, !isAtEnd { buffer = try stream.read(upTo: Self.chunk)[...] }
    }

    private func finish(_ line: [UInt8], _ count: Int) -> Line {
        var line = line
        var count = count
        if count == line.count, line.last == UInt8(ascii: "\r") {
            line.removeLast()
            count -= 1
        }
        return count <= limit ? .bytes(line) : .tooLong(count: count)
    }
}
