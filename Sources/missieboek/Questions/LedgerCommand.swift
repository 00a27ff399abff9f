import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import ReadModels
import TradeMissions

struct LedgerCommand: Question {
    static let configuration = CommandConfiguration(commandName: "ledger")

    static let help = HelpPage(
        title: Phrase(
            nl: "Steun en vorderingen, tot op de cent", en: "Support and claims, to the cent"),
        usage: "ledger [SUPPORT] [--table NAME] [--ground TEXT]",
        options: [
            ("SUPPORT", Phrase(nl: "één steunverlening; anders alle", en: "one support; all when left out")),
            TableOption.help(["supports", "claims"]), GroundOption.help,
        ],
        examples: ["missieboek ledger", "missieboek ledger support-riyad-1 --output json"])

    @Argument var support: String?
    @OptionGroup var table: TableOption
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    var tables: [String] { table.names }
    var reading: QuestionReading? {
        support.map { QuestionReading(.ledger, $0, as: SupportID.self, on: ground) }
            ?? QuestionReading(.ledger, of: .everything, on: ground)
    }
    var readModel: ProjectionName? { support == nil ? Registers.name : nil }

    func report(in inquiry: Inquiry) throws -> Report {
        let named = try support.map { try SupportID(argument: $0, "SUPPORT") }
        let ids = try named.map { [$0] } ?? inquiry.rows(of: Registers.self).identifiers(of: SupportID.self)
        return Report(
            try inquiry.ask(about: named?.stream) { records throws(Interruption) in
                // One that the user named must exist; a listed one may be younger than the question.
                try Account.all(named == nil ? records.begun(ids) : ids, in: records)
            })
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
                    name: "supports", title: Phrase(nl: "Steun", en: "Support"),
                    columns: [
                        Phrase(nl: "steun", en: "support"), Phrase(nl: "bedrijf", en: "company"),
                        Phrase(nl: "soort", en: "kind"), Phrase(nl: "stand", en: "stage"),
                        Phrase(nl: "verleend", en: "granted"), Phrase(nl: "betaald", en: "paid"),
                        Phrase(nl: "recht op", en: "entitled"), Phrase(nl: "onverschuldigd", en: "undue"),
                        Phrase(nl: "teruggevorderd", en: "reclaimed"),
                    ],
                    rows: accounts.map(\.cells)),
                Section(
                    name: "claims", title: Phrase(nl: "Vorderingen", en: "Claims"),
                    columns: [
                        Phrase(nl: "vordering", en: "claim"), Phrase(nl: "steun", en: "support"),
                        Phrase(nl: "stand", en: "stage"), Phrase(nl: "gevorderd", en: "claimed"),
                        Phrase(nl: "rente", en: "interest"), Phrase(nl: "ontvangen", en: "received"),
                        Phrase(nl: "verrekend", en: "set off"), Phrase(nl: "kwijtgescholden", en: "remitted"),
                        Phrase(nl: "afgeboekt", en: "written off"), Phrase(nl: "openstaand", en: "outstanding"),
                        Phrase(nl: "laatste betaaldag", en: "last day to pay"),
                        Phrase(nl: "verjaart na", en: "prescribes after"),
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
    fileprivate var cells: [Report.Cell] {
        [
            .text(id.text), .text(support.application?.company.text ?? ""),
            .phrase(support.application?.kind.word ?? Phrase(same: "")), .phrase(support.stage.phrase),
            .money(support.granted), .money(support.paid), .money(support.entitled), .money(support.undue),
            .money(support.reclaimed),
        ]
    }

    fileprivate var json: Node {
        [
            "support": .string(id.text), "company": support.application.map { .string($0.company.text) } ?? .null,
            "stage": .string(support.stage.code), "grantedCents": .cents(support.granted),
            "paidCents": .cents(support.paid), "entitledCents": .cents(support.entitled),
            "undueCents": .cents(support.undue),
            "reclaimedCents": .cents(support.reclaimed), "unclaimedCents": .cents(unclaimed),
            "claims": .array(
                claims.map { id, claim in
                    [
                        "claim": .string(id.text), "stage": .string(claim.stage.code),
                        "claimedCents": .cents(claim.claimed), "interestCents": .cents(claim.interest),
                        "receivedCents": .cents(claim.received), "setOffCents": .cents(claim.setOff),
                        "remittedCents": .cents(claim.remitted), "writtenOffCents": .cents(claim.writtenOff),
                        "outstandingCents": .cents(claim.outstanding),
                        "dueDate": claim.dueDate.map { .string($0.text) } ?? .null,
                        "prescribesAfter": claim.limitation.map { .string($0.end.text) } ?? .null,
                    ]
                }),
        ]
    }
}

extension Claim {
    fileprivate func cells(_ id: ClaimID, _ support: SupportID) -> [Report.Cell] {
        [
            .text(id.text), .text(support.text), .phrase(stage.phrase), .money(claimed), .money(interest),
            .money(received), .money(setOff), .money(remitted), .money(writtenOff), .money(outstanding),
            .text(dueDate?.text ?? ""), .text(limitation?.end.text ?? ""),
        ]
    }
}

extension Node {
    static func cents(_ amount: Cents) -> Node { .number(String(amount.value)) }
}
