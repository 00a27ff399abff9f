import Foundation
import PackagePlugin

/// Writes the files of `Schema/` into a Swift file of the target that uses this plugin.
@main
struct EmbedSchema: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let schema = context.package.directoryURL.appending(path: "Schema")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL+Files.swift")
        return [
            .buildCommand(
                displayName: "Embedding the SQL of the schema",
                executable: try context.tool(named: "embed-schema").url,
                arguments: [schema.path(), output.path()],
                inputFiles: try Self.contents(of: schema),
                outputFiles: [output])
        ]
    }

    /// The files and, since an added or removed file changes only its folder, the folders too.
    private static func contents(of folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
            .reduce(into: [folder]) { found, item in
                let isFolder = try item.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
                if isFolder {
                    found += try contents(of: item)
                } else if item.pathExtension == "sql" {
                    found.append(item)
                }
            }
    }
}
