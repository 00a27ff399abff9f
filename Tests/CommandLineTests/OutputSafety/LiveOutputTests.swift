import TestSupport
import Testing

@testable import missieboek

// That what is looked for in the program's output would be found there, and how a cell is written.
struct LiveOutputTests {
    @Test func `Characters that steer are found, and no others`() {
        for poison in Poison.refused { #expect(!OutputSafety.liveCharacters(in: "x\(poison.text)x").isEmpty) }
        #expect(OutputSafety.liveCharacters(in: "een naam\n\u{E9}\u{FFFD} ’€\u{200B}") == [])
        #expect(OutputSafety.liveCharacters(in: "a\r\n\t", allowing: ["\n", "\r"]) == ["\t"])
    }

    @Test(arguments: [
        "a,=1\r\n", "\"-1\",b\r\n", "+1\r\n", "a,\"@A1\"\r\n", "\"\tx\"\r\n", "a,\u{FF1D}1\r\n", "a,=\u{301}1\r\n",
        // Where cells are parted by semicolons.
        "a;=1,b\r\n", "a,\"x\n=1\"\r\n", "x;\"\"=1;y\r\n",
        // No such file at all.
        "a,b", "a\nb\r\n", "\"a\"\u{301},\"b\r\n", "a\rb\r\n",
    ])
    func `A cell that would be calculated is found, and a file that is none`(csv: String) {
        #expect(OutputSafety.liveCells(inCSV: csv) != [])
    }

    @Test(arguments: ["a,b\r\n", "'=1,1-2\r\n", "\"a, =1\",x; =1\r\n", "\r\n"])
    func `A cell that is a text passes`(csv: String) {
        #expect(OutputSafety.liveCells(inCSV: csv) == [])
    }

    @Test func `A table as CSV has every text in a cell of its own, with nothing live`() throws {
        for poison in Poison.all {
            let row = ["voor", poison.text, "x;\(poison.text)", "\"\(poison.text)", "na"]
            let csv = Table(columns: ["a", "b", "c", "d", "e"], rows: [row]).csvLines.map { $0 + "\n" }.joined()
            let records = try #require(CSV.records(in: csv), "\(poison.text)")
            #expect(records.map(\.count) == [5, 5] && records[1][0] == "voor" && records[1][4] == "na")
            #expect(OutputSafety.liveCells(inCSV: csv) == [], "\(csv)")
            #expect(OutputSafety.liveCharacters(in: csv, allowing: ["\n", "\r"]) == [])
            #expect(csv.unicodeScalars.count { $0 == "\u{FFFD}" } == 3 * poison.hiddenCount)
        }
    }

    @Test func `A text that is none of these is written to CSV as it is`() {
        let rows = [["een naam", "1 - 2 = -1", "a@b", "zin; +1 keer", "€ 1,50"]]
        #expect(
            Table(columns: ["a", "b", "c", "d", "e"], rows: rows).csvLines.last
                == "een naam,1 - 2 = -1,a@b,zin; +1 keer,\"€ 1,50\"\r")
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", ["script"]), ("<ScRiPt\n>", ["script"]),
        ("<img src=x onerror=alert(1)>", ["img", "img onerror"]),
        ("<a href=\"javascript:alert(1)\">", ["a href"]), ("<a href=' java\nscript:x'>", ["a href"]),
        ("<p title=\"x\"\u{301} onclick=y>", ["p onclick"]), ("<p/onclick=y>", ["p onclick"]),
        ("<svg/onload=x>", ["svg", "svg onload"]),
        ("<iframe srcdoc='x'>", ["iframe", "iframe srcdoc"]),
    ])
    func `Markup that runs is found`(html: String, live: [String]) {
        #expect(OutputSafety.liveMarkup(inHTML: html) == live)
    }

    @Test func `A text in a page is dead when it is escaped, and nothing writes pages yet`() {
        let escapes: [Unicode.Scalar: String] = ["<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;"]
        var runs = 0
        for poison in Poison.all {
            let escaped = poison.text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
            #expect(OutputSafety.liveMarkup(inHTML: "<p title=\"\(escaped)\">\(escaped) 1 < 2</p>") == [])
            if !OutputSafety.liveMarkup(inHTML: "<p title=\"\(poison.text)\">\(poison.text)</p>").isEmpty { runs += 1 }
        }
        #expect(runs > 1)
        #expect(OutputSafety.liveMarkup(inHTML: "<style>p {}</style>", allowing: ["style"]) == [])
        // Whoever adds a page holds it against liveMarkup(inHTML:) in OutputSafetyTests.
        #expect(OutputFormat.allCases.map(\.rawValue) == ["table", "json", "jsonl", "csv"])
    }
}
