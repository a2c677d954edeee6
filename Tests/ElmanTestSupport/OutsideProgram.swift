import Foundation

/// A program of another package, which sees of the libraries what is public.
package enum OutsideProgram {
  /// What the compiler has against a source file; empty if nothing.
  package static func errors(of source: String) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write(source, to: "outside.swift")
    let package = TestFiles.package
    let built = modules.path
    let models = try FileManager.default.contentsOfDirectory(atPath: "\(package)/Models")
      .filter { FileManager.default.fileExists(atPath: "\(package)/Models/\($0)/C/include") }
    let headers =
      [
        "CIconv", "CUtf8proc", "CZlib", "CElmanKernels/include", "CHashes/include",
        "CProcessLimits/include",
      ]
      .map { "Sources/\($0)" } + models.map { "Models/\($0)/C/include" }
    let maps = ["CElmanKernels", "CHashes", "CProcessLimits"] + models.map { "CElman\($0)" }
    let compiler = Process()
    let output = Pipe()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["swiftc", "-typecheck", "-swift-version", "6", path, "-I", "\(built)/Modules"]
      + headers.flatMap { ["-I", "\(package)/\($0)"] }
      + maps.flatMap { ["-Xcc", "-fmodule-map-file=\(built)/\($0).build/module.modulemap"] }
    compiler.standardError = output
    try compiler.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Where the build leaves its modules: beside the tests.
  private static let modules: URL = {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      return (tests ?? Bundle.main.bundleURL).deletingLastPathComponent()
    #else
      return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    #endif
  }()
}
