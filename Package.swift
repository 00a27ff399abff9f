// swift-tools-version: 6.2
import PackageDescription

/// The same strictness for every target: Swift 6, warnings are errors, memory safety is checked.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A module of ours, with the modules of ours that it may import: this list is the architecture.
func module(
    _ name: String, imports: [Target.Dependency] = [], exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: strict, plugins: plugins)
}

func tests(_ name: String, imports: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: imports, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "missieboek",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "missieboek", targets: ["missieboek"]),
        .executable(name: "missieboek-audit", targets: ["missieboek-audit"]),
        .executable(name: "missieboek-verify", targets: ["missieboek-verify"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // Pure: no Foundation, no clock, no database.
        module("EventSourcing"),
        module("CanonicalJSON", imports: ["EventSourcing"]),
        module("TradeMissions", imports: ["EventSourcing"]),
        module("ReadModels", imports: ["TradeMissions", "EventSourcing"]),
        module("DomainRecords", imports: ["TradeMissions", "EventSourcing", "CanonicalJSON"]),
        module("CommandBus", imports: ["DomainRecords", "TradeMissions", "EventSourcing", "CanonicalJSON"]),
        module(
            "Projections",
            imports: ["ReadModels", "DomainRecords", "TradeMissions", "EventSourcing", "CanonicalJSON"]),

        // The demo, as commands.
        module("Scenarios", exclude: ["riyad.jsonl", "riyad-english.jsonl"], plugins: ["EmbedText"]),

        // The edges of the process.
        module("ByteStreams"),

        // PostgreSQL.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        module("PostgresClient", imports: ["CLibPQ"]),

        // Cryptography that starts at once: libpq has loaded OpenSSL's library already.
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        module("PersonalDataSealing", imports: ["CLibCrypto", "ByteStreams", "EventSourcing"]),
        module("Schema", plugins: ["EmbedText"]),
        .plugin(
            name: "EmbedText", capability: .buildTool(), dependencies: ["embed-text"],
            path: "Sources/EmbedText/Plugin"),
        .executableTarget(name: "embed-text", path: "Sources/EmbedText/Tool", swiftSettings: strict),
        module(
            "PostgresEventStore",
            imports: ["PostgresClient", "EventSourcing", "PersonalDataSealing", "ByteStreams", "Schema"]),
        module(
            "EmbeddedPostgres",
            imports: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        // What proves the history: a Merkle tree, signed checkpoints, proofs. No database, no clock.
        module("AuditLog", imports: [.product(name: "Crypto", package: "swift-crypto")]),

        // Seals a log in PostgreSQL and holds it against what was sealed.
        module("LogAudit", imports: ["AuditLog", "PostgresClient", "ByteStreams"]),

        // What `missieboek-audit` tells `missieboek`.
        module("AuditMessages", imports: ["TradeMissions", "CanonicalJSON", "PostgresEventStore", "ByteStreams"]),

        // Where domain and storage meet.
        .executableTarget(
            name: "missieboek",
            dependencies: [
                "AuditMessages", "ByteStreams", "Scenarios", "CommandBus", "Projections", "ReadModels", "DomainRecords",
                "TradeMissions",
                "EventSourcing", "CanonicalJSON",
                "PostgresEventStore", "PostgresClient", "PersonalDataSealing", "EmbeddedPostgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),

        // `missieboek audit` runs it: cryptography takes no part in the start of the command line.
        .executableTarget(
            name: "missieboek-audit",
            dependencies: [
                "AuditMessages", "LogAudit", "AuditLog", "ByteStreams", "PersonalDataSealing", "PostgresEventStore",
                "PostgresClient", "TradeMissions", "CanonicalJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),

        // For auditors: no database, no network.
        .executableTarget(
            name: "missieboek-verify", dependencies: ["AuditLog", "ByteStreams"], swiftSettings: strict),

        .executableTarget(
            name: "bench",
            dependencies: [
                "BenchFloor", "LogAudit", "AuditLog", "Projections", "ReadModels", "DomainRecords", "TradeMissions",
                "PostgresEventStore",
                "PostgresClient", "EventSourcing",
            ],
            path: "Sources/Bench", exclude: ["fill.sql"], swiftSettings: strict),

        .target(name: "BenchFloor", dependencies: ["CLibPQ"]),

        .target(
            name: "TestSupport",
            dependencies: [
                "TradeMissions", "EventSourcing", "DomainRecords", "CanonicalJSON", "CommandBus", "PostgresEventStore",
                "PostgresClient", "PersonalDataSealing", "EmbeddedPostgres",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        tests("EventSourcingTests", imports: ["EventSourcing", "TestSupport"]),
        .target(
            name: "DecoderAgreement", dependencies: ["CanonicalJSON"], path: "Tests/DecoderAgreement",
            swiftSettings: strict),
        .target(
            name: "CommandReplay",
            dependencies: ["CommandBus", "TradeMissions", "EventSourcing", "CanonicalJSON", "ByteStreams"],
            path: "Tests/CommandReplay", swiftSettings: strict),
        .target(name: "ProofReplay", dependencies: ["AuditLog"], path: "Tests/ProofReplay", swiftSettings: strict),
        tests("CanonicalJSONTests", imports: ["CanonicalJSON", "EventSourcing", "DecoderAgreement"]),
        tests(
            "TradeMissionsTests",
            imports: ["TradeMissions", "EventSourcing", "DomainRecords", "CanonicalJSON", "TestSupport"],
            exclude: ["Golden"]),
        tests("ReadModelsTests", imports: ["ReadModels", "TradeMissions", "EventSourcing", "TestSupport"]),
        tests(
            "CommandBusTests",
            imports: [
                "CommandBus", "CommandReplay", "TradeMissions", "EventSourcing", "CanonicalJSON", "TestSupport",
            ]),
        tests(
            "ProjectionsTests",
            imports: [
                "Projections", "ReadModels", "DomainRecords", "CommandBus", "TradeMissions", "EventSourcing",
                "CanonicalJSON", "PostgresEventStore", "PostgresClient", "TestSupport", "missieboek",
            ]),
        tests(
            "AuditLogTests",
            imports: [
                "AuditLog", "ProofReplay", "missieboek-verify", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["independent_verifier.py"]),
        tests(
            "LogAuditTests",
            imports: [
                "LogAudit", "AuditLog", "ByteStreams", "PostgresEventStore", "PostgresClient", "EventSourcing",
                "TestSupport",
            ]),
        tests("PostgresClientTests", imports: ["PostgresClient", "TestSupport"]),
        tests(
            "PersonalDataSealingTests",
            imports: ["PersonalDataSealing", "EventSourcing", .product(name: "Crypto", package: "swift-crypto")]),
        tests(
            "PostgresEventStoreTests",
            imports: [
                "PostgresEventStore", "PostgresClient", "PersonalDataSealing", "EventSourcing", "Schema", "TestSupport",
            ],
            exclude: ["Snapshots"]),
        tests(
            "EmbeddedPostgresTests",
            imports: [
                "EmbeddedPostgres", "TestSupport", "cluster-probe",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        tests(
            "ReliabilityTests",
            imports: [
                "Projections", "ReadModels", "DomainRecords", "CommandBus", "TradeMissions", "EventSourcing",
                "CanonicalJSON", "PostgresEventStore", "PostgresClient", "PersonalDataSealing", "Schema", "Scenarios",
                "EmbeddedPostgres", "TestSupport", "missieboek", "seed-probe",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Conformance/Conformance.md", "Migrations/Schemas", "Snapshots/Golden"]),
        .executableTarget(
            name: "cluster-probe", dependencies: ["EmbeddedPostgres"], path: "Tests/ClusterProbe", swiftSettings: strict
        ),
        .executableTarget(name: "seed-probe", path: "Tests/SeedProbe", swiftSettings: strict),
        tests(
            "CommandLineTests",
            imports: [
                "AuditLog", "AuditMessages", "ByteStreams", "CanonicalJSON", "CommandBus", "DomainRecords",
                "EmbeddedPostgres", "EventSourcing", "LogAudit", "PersonalDataSealing",
                "PostgresClient", "PostgresEventStore", "Scenarios", "TestSupport", "TradeMissions", "missieboek",
                "missieboek-audit",
                "missieboek-verify",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Certificates"]),
    ]
)

// What only Scripts/microbench needs: nobody else fetches or builds it.
if Context.environment["MISSIEBOEK_BENCHMARKS"] != nil {
    package.dependencies.append(.package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []))
    package.targets.append(
        .executableTarget(
            name: "HotFunctions",
            dependencies: [
                "ReadModels", "DomainRecords", "TradeMissions", "EventSourcing", "CanonicalJSON",
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Sources/Benchmarks/HotFunctions", swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
}

// What only Scripts/fuzz needs; the variable holds the path of libFuzzer. The library comes with a `main` of its own, which
// `-sanitize=fuzzer` on the command line would link in beside that of every program.
if let libFuzzer = Context.environment["MISSIEBOEK_FUZZING"] {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: ["CLibFuzzer", "CommandReplay", "ProofReplay", "DecoderAgreement", "CanonicalJSON"],
            path: "Tests/Fuzz", swiftSettings: strict,
            linkerSettings: [.unsafeFlags([libFuzzer]), .linkedLibrary("stdc++")]),
    ]
    // What reads what others wrote; not the cryptography, which would only be slower.
    let readers = ["EventSourcing", "CanonicalJSON", "TradeMissions", "CommandBus", "ByteStreams", "AuditLog", "fuzz"]
    for target in package.targets where readers.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
    }
}
