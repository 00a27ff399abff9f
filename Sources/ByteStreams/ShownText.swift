extension Unicode.Scalar {
    /// Those that break a line or steer what shows it.
    private static let hidden: Set<Unicode.GeneralCategory> = [
        .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned,
    ]

    /// Whether a text of somebody else's may be shown with it, on a terminal as elsewhere.
    package var isShown: Bool { !Self.hidden.contains(properties.generalCategory) }
}
