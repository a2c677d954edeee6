// swift-tools-version: 6.2
import PackageDescription

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// What the server alone is built with.
func serverProduct(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: ["Server"]))
}

/// The models that come with Elman, each a product of its own, so that a program carries those it asks for.
let models = ["English", "EnglishAccurate", "EnglishSentiment", "EnglishText", "Languages"]
let modelModules = models.map { Target.Dependency(stringLiteral: "Elman\($0)") }

let package = Package(
  name: "elman",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Elman", targets: ["Elman", "ElmanText", "ElmanCorpora"]),
    .library(name: "ElmanChecking", targets: ["ElmanChecking"]),
    .library(name: "ElmanEvaluation", targets: ["ElmanEvaluation"]),
    .library(name: "ElmanTraining", targets: ["ElmanTraining", "ElmanEvaluation"]),
    .library(name: "ElmanStreams", targets: ["ElmanStreams"]),
    .library(name: "ElmanNaturalLanguage", targets: ["ElmanNaturalLanguage"]),
    .executable(name: "elman", targets: ["ElmanCommand"]),
    .executable(name: "elman-server", targets: ["ElmanServer"]),
    .executable(name: "elman-benchmarks", targets: ["ElmanBenchmarks"]),
  ] + models.map { .library(name: "Elman\($0)", targets: ["Elman\($0)"]) },
  traits: [
    .default(enabledTraits: ["EnglishModel", "SentimentModel", "LanguagesModel", "Server"]),
    .trait(name: "EnglishModel", description: "ElmanNaturalLanguage holds the model of English."),
    .trait(name: "SentimentModel", description: "ElmanNaturalLanguage holds that of sentiment."),
    .trait(name: "LanguagesModel", description: "ElmanNaturalLanguage tells languages."),
    .trait(
      name: "Server",
      description: "elman-server can be built; without it its packages are not fetched."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"]), .brew(["utf8proc"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // A part of the C library, but on Apple's systems a library of its own.
    .systemLibrary(name: "CIconv"),

    // The way of the data: each module imports only those above it.
    .target(name: "ElmanLibc"),
    .target(name: "CHashes"),
    .target(name: "ElmanBytes", dependencies: ["CHashes", "ElmanLibc"]),
    .target(name: "CProcessLimits"),
    .target(name: "ElmanSystem", dependencies: ["ElmanBytes", "CProcessLimits", "CZlib"]),
    .target(name: "ElmanText", dependencies: ["ElmanBytes", "CUtf8proc"]),
    .target(
      name: "ElmanCorpora", dependencies: ["ElmanText", "ElmanSystem", "CIconv"],
      linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(name: "CElmanKernels"),
    .target(name: "ElmanTensors", dependencies: ["ElmanSystem", "CElmanKernels"]),
    .target(name: "ElmanNetworks", dependencies: ["ElmanTensors"]),
    .target(name: "Elman", dependencies: ["ElmanText", "ElmanCorpora", "ElmanNetworks"]),
    .target(name: "ElmanEvaluation", dependencies: ["Elman"]),
    .target(name: "ElmanTraining", dependencies: ["ElmanEvaluation"]),

    // Text in, results out, in all forms and in constant memory.
    .target(name: "ElmanStreams", dependencies: ["Elman", "CUtf8proc"]),

    // The types of Apple's framework NaturalLanguage, with Elman's models behind them.
    .target(
      name: "ElmanNaturalLanguage",
      dependencies: [
        "ElmanStreams",
        .target(name: "ElmanEnglish", condition: .when(traits: ["EnglishModel"])),
        .target(name: "ElmanEnglishSentiment", condition: .when(traits: ["SentimentModel"])),
        .target(name: "ElmanLanguages", condition: .when(traits: ["LanguagesModel"])),
      ]),

    // What is wrong or doubtful in corpora.
    .target(name: "ElmanChecking", dependencies: ["ElmanText", "ElmanCorpora"]),

    // Pictures of figures, and the experiments that show how gradients go through time.
    .target(name: "ElmanPlots", dependencies: ["ElmanLibc"]),
    .target(name: "ElmanLaboratory", dependencies: ["ElmanTraining", "ElmanPlots"]),

    .executableTarget(
      name: "ElmanCommand",
      dependencies: [
        "ElmanChecking", "ElmanLaboratory", "ElmanStreams", argumentParser,
      ] + modelModules),

    // Requests for texts to be read, and their answers, whatever carries them.
    .target(
      name: "ElmanServing", dependencies: ["ElmanStreams"],
      resources: [
        .embedInCode("Page/index.html"), .embedInCode("Page/page.css"),
        .embedInCode("Page/page.js"), .embedInCode("Page/views.js"),
        .embedInCode("Page/tooltip.js"), .embedInCode("Page/openapi.json"),
      ]),
    .executableTarget(
      name: "ElmanServer",
      dependencies: [
        "ElmanServing", argumentParser, serverProduct("Hummingbird", "hummingbird"),
        serverProduct("HummingbirdCore", "hummingbird"),
        serverProduct("ServiceLifecycle", "swift-service-lifecycle"),
        serverProduct("UnixSignals", "swift-service-lifecycle"),
        serverProduct("Logging", "swift-log"), serverProduct("NIOCore", "swift-nio"),
        serverProduct("NIOPosix", "swift-nio"),
        serverProduct("NIOHTTPTypes", "swift-nio-extras"),
        serverProduct("HTTPTypes", "swift-http-types"),
      ] + modelModules),

    // The benchmarks, which count allocations and keep to one core.
    .target(name: "CMeasurement"),
    .executableTarget(
      name: "ElmanBenchmarks",
      dependencies: [
        "ElmanTraining", "ElmanPlots", "CMeasurement", argumentParser,
      ] + modelModules,
      exclude: ["Peers", "Results", "Server"]),

    // The readers under random input; with libFuzzer if it is linked, see Contributing.
    .target(
      name: "ElmanFuzzing", dependencies: ["ElmanServing", "ElmanStreams"],
      path: "Tests/ElmanFuzzing"),
    .executableTarget(
      name: "elman-fuzz", dependencies: ["ElmanFuzzing"], path: "Tests/ElmanFuzz"),

    // What tests of several modules need, and nothing else.
    .target(
      name: "ElmanTestSupport", dependencies: ["ElmanLibc"], path: "Tests/ElmanTestSupport"),
    .testTarget(
      name: "CElmanKernelsTests", dependencies: ["CElmanKernels", "ElmanTestSupport"]),
    .testTarget(name: "ElmanBytesTests", dependencies: ["ElmanBytes"]),
    .testTarget(name: "ElmanSystemTests", dependencies: ["ElmanSystem", "ElmanTestSupport"]),
    .testTarget(name: "ElmanTextTests", dependencies: ["ElmanText", "ElmanTestSupport"]),
    .testTarget(name: "ElmanCorporaTests", dependencies: ["ElmanCorpora", "ElmanTestSupport"]),
    .testTarget(name: "ElmanCheckingTests", dependencies: ["ElmanChecking", "ElmanTestSupport"]),
    .testTarget(
      name: "ElmanTensorsTests",
      dependencies: ["ElmanTensors", "CElmanKernels", "ElmanTestSupport"]),
    .testTarget(
      name: "ElmanNetworksTests", dependencies: ["ElmanNetworks", "ElmanTensors", "CElmanKernels"]),
    .testTarget(name: "ElmanTests", dependencies: ["Elman", "ElmanTestSupport"]),
    .testTarget(
      name: "ElmanEvaluationTests", dependencies: ["ElmanEvaluation", "ElmanTestSupport"]),
    .testTarget(
      name: "ElmanTrainingTests",
      dependencies: ["ElmanTraining", "CElmanKernels", "ElmanTestSupport"]),
    .testTarget(
      name: "ElmanFuzzingTests", dependencies: ["ElmanFuzzing"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ElmanStreamsTests", dependencies: ["ElmanStreams", "ElmanTestSupport"] + modelModules),
    .testTarget(
      name: "ElmanNaturalLanguageTests",
      dependencies: ["ElmanNaturalLanguage", "ElmanTestSupport"]),
    .testTarget(
      name: "ElmanServingTests",
      dependencies: ["ElmanServing", "ElmanStreams", "ElmanTestSupport"] + modelModules),
    .testTarget(
      name: "ElmanServerTests",
      dependencies: ["ElmanServer", "ElmanStreams", "ElmanTestSupport"] + modelModules,
      exclude: ["Browser"]),
    .testTarget(name: "ElmanModelsTests", dependencies: ["ElmanBytes"] + modelModules),
    .testTarget(name: "ElmanPlotsTests", dependencies: ["ElmanPlots"]),
    .testTarget(name: "ElmanLaboratoryTests", dependencies: ["ElmanLaboratory"]),
    .testTarget(
      name: "ElmanCommandTests",
      dependencies: ["ElmanCommand", "ElmanNaturalLanguage", "ElmanStreams", "ElmanTestSupport"],
      exclude: ["Fixtures"]),
  ]
    + models.flatMap { model -> [Target] in
      [
        .target(name: "CElman\(model)", path: "Models/\(model)/C"),
        .target(
          name: "Elman\(model)", dependencies: ["Elman", .target(name: "CElman\(model)")],
          path: "Models/\(model)/Swift"),
      ]
    },
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11
)
