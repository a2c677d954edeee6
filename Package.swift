// swift-tools-version: 6.2
import PackageDescription

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "elman",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Elman", targets: ["Elman", "ElmanText", "ElmanCorpora"]),
    .library(name: "ElmanChecking", targets: ["ElmanChecking"]),
    .library(name: "ElmanEvaluation", targets: ["ElmanEvaluation"]),
    .library(name: "ElmanTraining", targets: ["ElmanTraining", "ElmanEvaluation"]),
    .library(name: "ElmanModels", targets: ["ElmanModels"]),
    .library(name: "ElmanStreams", targets: ["ElmanStreams"]),
    .executable(name: "elman", targets: ["ElmanCommand"]),
    .executable(name: "elman-benchmarks", targets: ["ElmanBenchmarks"]),
  ],
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
    .target(name: "ElmanEvaluation", dependencies: ["Elman"]),
    .target(name: "ElmanTraining", dependencies: ["ElmanEvaluation", "CZlib"]),

    // Text in, results out, in all forms and in constant memory.
    .target(name: "ElmanStreams", dependencies: ["Elman", "CUtf8proc"]),

    // The models that the package ships, embedded in the binary that links them.
    .target(name: "CElmanModels", path: "Models/CElmanModels"),
    .target(name: "ElmanModels", dependencies: ["Elman", "CElmanModels"]),

    // What is wrong or doubtful in corpora.
    .target(name: "ElmanChecking", dependencies: ["ElmanText", "ElmanCorpora"]),

    // Pictures of figures, and the experiments that show how gradients go through time.
    .target(name: "ElmanPlots"),
    .target(name: "ElmanLaboratory", dependencies: ["ElmanTraining", "ElmanPlots"]),

    .target(name: "CProcessLimits"),
    .executableTarget(
      name: "ElmanCommand",
      dependencies: [
        "ElmanChecking", "ElmanLaboratory", "ElmanModels", "ElmanStreams", "CProcessLimits",
        argumentParser,
      ]),

    // The benchmarks, which count allocations and keep to one core.
    .target(name: "CMeasurement"),
    .executableTarget(
      name: "ElmanBenchmarks",
      dependencies: [
        "ElmanTraining", "ElmanModels", "ElmanPlots", "CMeasurement", argumentParser,
      ],
      exclude: ["Peers", "Results"]),

    // The readers under random input; with libFuzzer if it is linked, see Contributing.
    .target(name: "ElmanFuzzing", dependencies: ["ElmanStreams"]),
    .executableTarget(
      name: "elman-fuzz", dependencies: ["ElmanFuzzing"], path: "Sources/ElmanFuzz"),

    .testTarget(name: "CElmanKernelsTests", dependencies: ["CElmanKernels"]),
    .testTarget(name: "ElmanBytesTests", dependencies: ["ElmanBytes"]),
    .testTarget(name: "ElmanTextTests", dependencies: ["ElmanText"]),
    .testTarget(name: "ElmanCorporaTests", dependencies: ["ElmanCorpora"]),
    .testTarget(name: "ElmanCheckingTests", dependencies: ["ElmanChecking"]),
    .testTarget(name: "ElmanTensorsTests", dependencies: ["ElmanTensors", "CElmanKernels"]),
    .testTarget(
      name: "ElmanNetworksTests", dependencies: ["ElmanNetworks", "ElmanTensors", "CElmanKernels"]),
    .testTarget(name: "ElmanTests", dependencies: ["Elman"]),
    .testTarget(name: "ElmanEvaluationTests", dependencies: ["ElmanEvaluation"]),
    .testTarget(name: "ElmanTrainingTests", dependencies: ["ElmanTraining", "CElmanKernels"]),
    .testTarget(
      name: "ElmanFuzzingTests", dependencies: ["ElmanFuzzing"], exclude: ["Fixtures"]),
    .testTarget(name: "ElmanStreamsTests", dependencies: ["ElmanStreams", "ElmanModels"]),
    .testTarget(name: "ElmanModelsTests", dependencies: ["ElmanModels"]),
    .testTarget(name: "ElmanPlotsTests", dependencies: ["ElmanPlots"]),
    .testTarget(name: "ElmanLaboratoryTests", dependencies: ["ElmanLaboratory"]),
    .testTarget(
      name: "ElmanCommandTests", dependencies: ["ElmanCommand", "ElmanModels", "ElmanStreams"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11
)
