import ArgumentParser
import TradeMissions

/// `missieboek audit …`: proofs for whoever trusts neither the operator nor the database.
struct AuditCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        subcommands: [
            Key.self, Checkpoint.self, Verify.self, Prove.self, Growth.self, Witness.self, Cosign.self,
            Rebuild.self, Denials.self,
        ])

    static let help = HelpPage(
        title: Phrase(
            nl: "Het logboek verzegelen, nagaan en bewijzen", en: "Seal the log, verify it and prove what is in it"),
        usage: "audit key|checkpoint|verify|prove|growth|witness|cosign|rebuild|denials", options: [],
        examples: [
            "missieboek audit key missieboek.example/boek", "missieboek audit checkpoint", "missieboek audit verify",
        ],
        details: [
            Phrase(
                nl:
                    "Een ijkpunt legt met een handtekening vast wat het hele logboek op dat moment was. Wie een afschrift van "
                    + "een ijkpunt bewaart op een plaats waar de beheerder niet bij kan, kan later nagaan dat er niets is "
                    + "herschreven. Wat sinds het laatste afschrift is herschreven, kan niemand ontdekken.",
                en:
                    "A checkpoint signs what the whole log was at that moment. Whoever keeps a copy of one where the operator "
                    + "cannot reach it can find out later that nothing was rewritten. What was rewritten since the last copy, "
                    + "nobody can find out."),
            Phrase(
                nl:
                    "De sleutel en de bewijzen staan buiten de database. Zet ze met MISSIEBOEK_AUDIT_KEY en "
                    + "MISSIEBOEK_AUDIT_FOLDER op een plaats waar de beheerder van de database niet bij kan.",
                en:
                    "The key and the proofs lie outside the database. With MISSIEBOEK_AUDIT_KEY and MISSIEBOEK_AUDIT_FOLDER, "
                    + "keep them where the operator of the database cannot reach them."),
        ])
}
