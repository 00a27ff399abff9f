package import EventSourcing

/// The rows of a read model as a question reads them, with what is missing in them.
package struct ModelContents<Row> {
    /// In order of key.
    package let rows: [Row]
    /// The streams of which some events could not be read, from the first of those on: any row may lack them, and rows
    /// may be missing.
    package let heldBack: [StreamFault]

    package init(rows: [Row], heldBack: [StreamFault]) {
        self.rows = rows
        self.heldBack = heldBack
    }
}
