// swift-tools-version: 6.2
import PackageDescription

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The models that come with Elman, each a product of its own, so that a program carries those it asks for.
let models = ["English", "EnglishAccurate", "EnglishSentiment"]
let modelModules = models.map { Target.Dependency(stringLiteral: "Elman\($0)") }

let package = Package(
  name: "elman",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Elman", targets: ["Elman", "ElmanText", "ElmanCorpora"]),
    .library(name: "ElmanChecking", targets: ["ElmanChecking"]),
    .library(name: "ElmanTraining", targets: ["ElmanTraining"]),
    .library(name: "ElmanStreams", targets: ["ElmanStreams"]),
    .executable(name: "elman", targets: ["ElmanCommand"]),
    .executable(name: "elman-benchmarks", targets: ["ElmanBenchmarks"]),
  ] + models.map { .library(name: "Elman\($0)", targets: ["Elman\($0)"]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"]), .brew(["utf8proc"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // A part of the C library, but on Apple's systems a library of its own.
    .systemLibrary(name: "CIconv"),

    // The way of the data: each module imports only those above it.
    .target(name: "CElmanKernels"),
    .target(name: "ElmanBytes"),
    .target(name: "ElmanText", dependencies: ["ElmanBytes", "CUtf8proc"]),
    .target(
      name: "ElmanCorpora", dependencies: ["ElmanText", "CIconv", "CZlib"],
      linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(name: "ElmanTensors", dependencies: ["ElmanBytes", "CElmanKernels"]),
    .target(name: "ElmanNetworks", dependencies: ["ElmanTensors"]),
    .target(name: "Elman", dependencies: ["ElmanText", "ElmanCorpora", "ElmanNetworks"]),
    .target(name: "ElmanTraining", dependencies: ["Elman", "CZlib"]),

    // Text in, results out, in all forms and in constant memory.
    .target(name: "ElmanStreams", dependencies: ["Elman", "CUtf8proc"]),

    // What is wrong or doubtful in corpora.
    .target(name: "ElmanChecking", dependencies: ["ElmanText", "ElmanCorpora"]),

    // Pictures of figures, and the experiments that show how gradients go through time.
    .target(name: "ElmanPlots"),
    .target(name: "ElmanLaboratory", dependencies: ["ElmanTraining", "ElmanPlots"]),

    .target(name: "CProcessLimits"),
    .executableTarget(
      name: "ElmanCommand",
      dependencies: [
        "ElmanChecking", "ElmanLaboratory", "ElmanStreams", "CProcessLimits", argumentParser,
      ] + modelModules),

    // The benchmarks, which count allocations and keep to one core.
    .target(name: "CMeasurement"),
    .executableTarget(
      name: "ElmanBenchmarks",
      dependencies: [
        "ElmanTraining", "ElmanPlots", "CMeasurement", argumentParser,
      ] + modelModules,
      exclude: ["Peers", "Results"]),

    // The readers under random input; with libFuzzer if it is linked, see Contributing.
    .target(
      name: "ElmanFuzzing", dependencies: ["ElmanStreams"], path: "Tests/ElmanFuzzing"),
    .executableTarget(
      name: "elman-fuzz", dependencies: ["ElmanFuzzing"], path: "Tests/ElmanFuzz"),

    .testTarget(name: "CElmanKernelsTests", dependencies: ["CElmanKernels"]),
    .testTarget(name: "ElmanBytesTests", dependencies: ["ElmanBytes"]),
    .testTarget(name: "ElmanTextTests", dependencies: ["ElmanText"]),
    .testTarget(name: "ElmanCorporaTests", dependencies: ["ElmanCorpora"]),
    .testTarget(name: "ElmanCheckingTests", dependencies: ["ElmanChecking"]),
    .testTarget(name: "ElmanTensorsTests", dependencies: ["ElmanTensors", "CElmanKernels"]),
    .testTarget(
      name: "ElmanNetworksTests", dependencies: ["ElmanNetworks", "ElmanTensors", "CElmanKernels"]),
    .testTarget(name: "ElmanTests", dependencies: ["Elman"]),
    .testTarget(name: "ElmanTrainingTests", dependencies: ["ElmanTraining", "CElmanKernels"]),
    .testTarget(
      name: "ElmanFuzzingTests", dependencies: ["ElmanFuzzing"], exclude: ["Fixtures"]),
    .testTarget(name: "ElmanStreamsTests", dependencies: ["ElmanStreams"] + modelModules),
    .testTarget(name: "ElmanModelsTests", dependencies: modelModules),
    .testTarget(name: "ElmanPlotsTests", dependencies: ["ElmanPlots"]),
    .testTarget(name: "ElmanLaboratoryTests", dependencies: ["ElmanLaboratory"]),
    .testTarget(
      name: "ElmanCommandTests", dependencies: ["ElmanCommand", "ElmanStreams"],
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
