import CommandBus
import TradeMissions

extension [String] {
    /// Fails when one of these command-line arguments was not UTF-8, naming the first.
    ///
    /// The standard library has put U+FFFD in place of such bytes before this program sees them, and a record would keep
    /// that for ever. The character itself cannot be told from it, so it is refused as well.
    func requireUTF8() throws(Failure) {
        guard let index = firstIndex(where: \.isRepaired) else { return }
        let place = place(of: index)
        throw Failure(
            .badInput,
            Phrase(
                nl:
                    "\(place.nl): dit is geen UTF-8, of er staat een U+FFFD in, het teken voor bytes die niet te lezen zijn. "
                    + "Er is niets gedaan.\nVolgende stap: geef het in UTF-8 (zo zet u een tekst om: iconv -f latin1 -t utf-8).",
                en:
                    "\(place.en): this is not UTF-8, or holds U+FFFD, the character for bytes that cannot be read. Nothing "
                    + "was done.\nNext step: give it in UTF-8 (to convert a text: iconv -f latin1 -t utf-8)."))
    }

    /// Which argument it is, by its number from 1 and by the option that it gives or follows.
    private func place(of index: Int) -> Phrase {
        let number = Phrase(nl: "argument \(index + 1)", en: "argument \(index + 1)")
        if let option = self[index].optionName, !option.isRepaired {
            return number + Phrase(same: " (\(option.printable))")
        }
        guard index > 0, !self[index].hasPrefix("--"), let option = self[index - 1].optionName, !option.isRepaired
        else {
            return number + Phrase(same: " \(self[index].shownSafely)")
        }
        return number + Phrase(nl: " (achter \(option.printable))", en: " (behind \(option.printable))")
    }
}

extension String {
    fileprivate var isRepaired: Bool { unicodeScalars.contains("\u{FFFD}") }

    /// `--name` of `--name` and of `--name=value`.
    fileprivate var optionName: String? {
        hasPrefix("--") ? String(prefix { $0 != "=" }) : nil
    }
}
