import CLibCrypto

/// What this process has in memory.
package enum ProcessMemory {
    /// To be called before a secret comes into it: the system makes no file of it when the process crashes, and other
    /// processes of the same account do not look into it (`PR_SET_DUMPABLE`).
    ///
    /// It stays so; programs that this one starts are not held to it.
    package static func withhold() {
        let result = missieboek_withhold_memory()
        precondition(result == 0, "the system does not withhold memory")
    }

    package static var isWithheld: Bool { missieboek_withholds_memory() == 1 }
}
