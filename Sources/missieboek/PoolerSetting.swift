import CommandBus
import FoundationEssentials
import PostgresClient
import TradeMissions

extension ConnectionOptions {
    /// For an address that the user named, and the pooler that he says stands in front of it.
    ///
    /// It is not found out by trying: the server of a session cannot be told from the last one's, and a statement that
    /// another version of this program left there under the same name would be run unnoticed.
    init(named address: String) throws(Failure) {
        self.init(address: address, isPooledByTransaction: try PoolerSetting.isByTransaction)
    }
}

/// `MISSIEBOEK_POOLER`: whether the user says that a pooler stands in front of the database that he names.
enum PoolerSetting {
    /// Fails when it is set to what is no pooler, also where no database is named: whoever set it counts on it.
    static func requireKnown() throws(Failure) { _ = try isByTransaction }

    fileprivate static var isByTransaction: Bool {
        get throws(Failure) {
            let value = ProcessEnvironment.variables["MISSIEBOEK_POOLER"] ?? ""
            if value.isEmpty { return false }
            guard value.lowercased() == "transaction" else {
                throw Failure(
                    .usage,
                    Phrase(
                        nl:
                            "MISSIEBOEK_POOLER: \(value.shownSafely) is geen soort pooler; alleen transaction is er een",
                        en: "MISSIEBOEK_POOLER: \(value.shownSafely) is no kind of pooler; transaction is the only one"
                    ))
            }
            return true
        }
    }
}
