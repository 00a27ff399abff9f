import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import ReadModels
import TradeMissions

struct LedgerCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "ledger")

    static let help = HelpPage(
        title: Phrase(
            nl: "Steun en vorderingen, tot op de cent", en: "Support and claims, to the cent"),
        usage: "ledger [SUPPORT]",
        options: [("SUPPORT", Phrase(nl: "één steunverlening; anders alle", en: "one support; all when left out"))],
        examples: ["missieboek ledger", "missieboek ledger support-riyad-1 --output json"])

    @Argument var support: String?
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let session = try await Session.open(options)
        let ids: [SupportID]
        if let support {
            ids = [try SupportID(text: support)]
        } else {
            ids = try session.rows(of: Registers.self).identifiers(of: SupportID.self)
        }
        let accounts = try session.ask { records throws(Interruption) in try Account.all(ids, in: records) }
        try session.print(Report(accounts))
    }
}

/// One support with the claims on it.
struct Account {
    let id: SupportID
    let support: Support
    let claims: [(id: ClaimID, claim: Claim)]

    static func all(_ ids: [SupportID], in records: Records) throws(Interruption) -> [Account] {
        for id in ids { _ = try records.existing(id) }
        let supports = try records.current(ids)
        let claimIDs = supports.flatMap(\.claims)
        let claims = Dictionary(uniqueKeysWithValues: zip(claimIDs, try records.current(claimIDs)))
        return zip(ids, supports).map { id, support in
            Account(
                id: id, support: support,
                claims: support.claims.compactMap { claim in claims[claim].map { (claim, $0) } })
        }
    }

    /// What was paid without a right to it and is not claimed.
    var unclaimed: Cents { support.undue.less(claims.map(\.claim.claimed).total) }

    /// Whether what was claimed, with interest, is what was paid and kept, let go, or is still outstanding.
    var isBalanced: Bool {
        claims.allSatisfy { _, claim in
            claim.claimed + claim.interest + claim.overpaid + claim.refunded
                == claim.received + claim.setOff + claim.remitted + claim.writtenOff + claim.prescribed
                + claim.outstanding
        }
    }
}

extension Report {
    init(_ accounts: [Account]) {
        let claims = accounts.flatMap(\.claims)
        func total(_ amount: (Claim) -> Cents) -> Cents { claims.map { amount($0.claim) }.total }
        self.init(
            title: Phrase(nl: "Steun en vorderingen", en: "Support and claims"),
            sections: [
                Section(
                    title: Phrase(nl: "Steun", en: "Support"),
                    columns: [
                        Phrase(nl: "steun", en: "support"), Phrase(nl: "bedrijf", en: "company"),
                        Phrase(nl: "soort", en: "kind"), Phrase(nl: "stand", en: "stage"),
                        Phrase(nl: "verleend", en: "granted"), Phrase(nl: "betaald", en: "paid"),
                        Phrase(nl: "recht op", en: "entitled"), Phrase(nl: "onverschuldigd", en: "undue"),
                        Phrase(nl: "teruggevorderd", en: "reclaimed"),
                    ],
                    rows: accounts.map(\.cells)),
                Section(
                    title: Phrase(nl: "Vorderingen", en: "Claims"),
                    columns: [
                        Phrase(nl: "vordering", en: "claim"), Phrase(nl: "steun", en: "support"),
                        Phrase(nl: "stand", en: "stage"), Phrase(nl: "gevorderd", en: "claimed"),
                        Phrase(nl: "rente", en: "interest"), Phrase(nl: "ontvangen", en: "received"),
                        Phrase(nl: "verrekend", en: "set off"), Phrase(nl: "kwijtgescholden", en: "remitted"),
                        Phrase(nl: "afgeboekt", en: "written off"), Phrase(nl: "openstaand", en: "outstanding"),
                        Phrase(nl: "te betalen vóór", en: "due"), Phrase(nl: "verjaart na", en: "prescribes after"),
                    ],
                    rows: accounts.flatMap { account in account.claims.map { $0.claim.cells($0.id, account.id) } }),
            ],
            notes: [
                Phrase(
                    nl: "Totaal gevorderd \(total(\.claimed).phrase.nl), ontvangen \(total(\.received).phrase.nl), "
                        + "openstaand \(total(\.outstanding).phrase.nl).",
                    en: "In all claimed \(total(\.claimed).phrase.en), received \(total(\.received).phrase.en), "
                        + "outstanding \(total(\.outstanding).phrase.en)."),
                accounts.allSatisfy(\.isBalanced)
                    ? Phrase(nl: "De rekening sluit op de cent.", en: "The account balances to the cent.")
                    : Phrase(nl: "DE REKENING SLUIT NIET.", en: "THE ACCOUNT DOES NOT BALANCE."),
            ],
            json: [
                "supports": .array(accounts.map(\.json)), "isBalanced": .bool(accounts.allSatisfy(\.isBalanced)),
            ])
    }
}

extension Account {
    fileprivate var cells: [String] {
        [
            id.text, support.application?.company.text ?? "", support.application?.kind.rawValue ?? "",
            support.stage.rawValue, support.granted.amount, support.paid.amount, support.entitled.amount,
            support.undue.amount, support.reclaimed.amount,
        ]
    }

    fileprivate var json: Node {
        [
            "support": .string(id.text), "company": support.application.map { .string($0.company.text) } ?? .null,
            "stage": .string(support.stage.rawValue), "granted": .cents(support.granted),
            "paid": .cents(support.paid), "entitled": .cents(support.entitled), "undue": .cents(support.undue),
            "reclaimed": .cents(support.reclaimed), "unclaimed": .cents(unclaimed),
            "claims": .array(
                claims.map { id, claim in
                    [
                        "claim": .string(id.text), "stage": .string(claim.stage.rawValue),
                        "claimed": .cents(claim.claimed), "interest": .cents(claim.interest),
                        "received": .cents(claim.received), "setOff": .cents(claim.setOff),
                        "remitted": .cents(claim.remitted), "writtenOff": .cents(claim.writtenOff),
                        "outstanding": .cents(claim.outstanding),
                        "dueDate": claim.dueDate.map { .string($0.text) } ?? .null,
                        "prescribesAfter": claim.limitation.map { .string($0.end.text) } ?? .null,
                    ]
                }),
        ]
    }
}

extension Claim {
    fileprivate func cells(_ id: ClaimID, _ support: SupportID) -> [String] {
        [
            id.text, support.text, stage.rawValue, claimed.amount, interest.amount, received.amount, setOff.amount,
            remitted.amount, writtenOff.amount, outstanding.amount, dueDate?.text ?? "", limitation?.end.text ?? "",
        ]
    }
}

extension Cents {
    /// Euros with two decimals and a full stop, as spreadsheets and people in both languages read it.
    var amount: String { "\(value / 100).\((value % 100).padded(to: 2))" }
}

extension Node {
    static func cents(_ amount: Cents) -> Node { .number(String(amount.value)) }
}
