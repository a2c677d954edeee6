import ElmanTestSupport
import Foundation
import Testing

/// A program of another package can read what a model is made of, and write to none of it: the compiler
/// says so.
struct ImmutabilityTests {
  /// What reads compiles, so that what writes fails for its own sake.
  @Test(arguments: [
    "print(tagger.weights[parameter][0, 0])",
    "print(tagger.weights.singlePrecision[parameter].rows)",
    "print(sentence.tokens.count, sentence.labels.count)",
  ])
  func readingCompiles(statement: String) throws {
    let errors = try Self.errors(of: statement)
    #expect(errors == "", "\(errors)")
  }

  @Test(arguments: [
    "tagger.weights[parameter][0, 0] = 1",
    "tagger.weights[parameter][row: 0][0] = 1",
    "tagger.weights.singlePrecision[parameter][0, 0] = 1",
    "tagger.weights.singlePrecision[parameter].fill(1)",
    "print(tagger.weights.singlePrecision.base)",
    "print(tagger.weights[parameter].base)",
    "tagger.weights[parameter].rows(0..<1).columns(0..<1)[0, 0] = 1",
    "sentence.columns = []",
    "tagger.configuration.layers = 2",
    "session.tag([])[0].sentence.tokens = []",
  ])
  func writingDoesNot(statement: String) throws {
    let errors = try Self.errors(of: statement)
    #expect(errors.contains("error:"), "compiles: \(statement)")
  }

  /// What the compiler has against a statement outside the package.
  private static func errors(of statement: String) throws -> String {
    let folder = try TemporaryFolder()
    let source = try folder.write(
      """
      import Elman
      import ElmanTensors
      func outside(
        _ tagger: Tagger, _ parameter: Parameter, _ sentence: TaggedSentence, _ session: TaggerSession
      ) {
        \(statement)
      }
      """, to: "outside.swift")
    let package = TestFiles.package
    let products = Self.products.path
    let compiler = Process()
    let output = Pipe()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["swiftc", "-typecheck", "-swift-version", "6", source, "-I", products + "/Modules"]
      + ["CIconv", "CUtf8proc", "CZlib", "CElmanKernels/include", "CProcessLimits/include"].flatMap
    {
      ["-I", "\(package)/Sources/\($0)"]
    }
      + ["CElmanKernels", "CProcessLimits"].flatMap {
        ["-Xcc", "-fmodule-map-file=\(products)/\($0).build/module.modulemap"]
      }
    compiler.standardError = output
    try compiler.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Where the build leaves its modules: beside the tests.
  private static let products: URL = {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      return (tests ?? Bundle.main.bundleURL).deletingLastPathComponent()
    #else
      return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    #endif
  }()
}
