import Glibc

/// A stream socket on this machine, by its path; it closes when the value goes out of scope.
///
/// Calls block.
struct UnixSocket: ~Copyable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    struct Failure: Error {
        let call: String
        let code: Int32
    }

    static func connected(to path: String) throws(Failure) -> UnixSocket {
        let made = try UnixSocket.made()
        let status = unsafe withAddress(of: path) { address, size in unsafe connect(made.descriptor, address, size) }
        guard status == 0 else { throw Failure(call: "connect", code: errno) }
        return made
    }

    static func listening(at path: String) throws(Failure) -> UnixSocket {
        let made = try UnixSocket.made()
        let status = unsafe withAddress(of: path) { address, size in unsafe bind(made.descriptor, address, size) }
        guard status == 0 else { throw Failure(call: "bind", code: errno) }
        guard listen(made.descriptor, 16) == 0 else { throw Failure(call: "listen", code: errno) }
        return made
    }

    /// The next connection; nil when the socket is of no use any more.
    borrowing func accepted() -> UnixSocket? {
        let connection = accept(descriptor, nil, nil)
        return connection < 0 ? nil : UnixSocket(descriptor: connection)
    }

    /// What has come in, at least one byte; empty once the other end has closed.
    borrowing func read() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    /// False when the other end has closed.
    borrowing func write(_ bytes: some Sequence<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private static func made() throws(Failure) -> UnixSocket {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        return UnixSocket(descriptor: descriptor)
    }

    private static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        precondition(bytes.count < MemoryLayout.size(ofValue: address.sun_path), "\(path) is too long for a socket")
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe body(pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
