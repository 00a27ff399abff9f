import Foundation
import PackagePlugin

/// Writes the text files that a target hands out into a Swift file of that target.
@main
struct EmbedText: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let source = Self.sources[target.name] else { throw UnknownTarget(name: target.name) }
        let folder = context.package.directoryURL.appending(path: source.folder)
        let output = context.pluginWorkDirectoryURL.appending(path: "\(source.type)+Files.swift")
        return [
            .buildCommand(
                displayName: "Embedding the files of \(source.folder)",
                executable: try context.tool(named: "embed-text").url,
                arguments: [source.type, source.suffix, folder.path(), output.path()],
                inputFiles: try Self.contents(of: folder, suffix: source.suffix),
                outputFiles: [output])
        ]
    }

    /// Where each target's files lie, and the type that they become members of.
    private static let sources: [String: (folder: String, suffix: String, type: String)] = [
        "Schema": ("Schema", "sql", "EmbeddedSQL"),
        "Scenarios": ("Sources/Scenarios", "jsonl", "EmbeddedScenarios"),
    ]

    /// The files and, since an added or removed file changes only its folder, the folders too.
    private static func contents(of folder: URL, suffix: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
            .reduce(into: [folder]) { found, item in
                let isFolder = try item.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
                if isFolder {
                    found += try contents(of: item, suffix: suffix)
                } else if item.pathExtension == suffix {
                    found.append(item)
                }
            }
    }

    private struct UnknownTarget: Error, CustomStringConvertible {
        let name: String
        var description: String { "EmbedText does not know which files belong to the target \(name)" }
    }
}
