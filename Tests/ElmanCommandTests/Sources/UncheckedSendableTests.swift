import Foundation
import Testing

/// What the compiler cannot check about threads stands in few places, each with a comment that says
/// why it is right.
@Suite struct UncheckedSendableTests {
  private static let files: Set = [
    "Elman/TaggerPool.swift", "ElmanNaturalLanguage/NLModel.swift",
    "ElmanServing/LabellingWork.swift", "ElmanServing/TaggingWork.swift",
    "ElmanSystem/Guarded.swift", "ElmanSystem/MappedFile.swift", "ElmanSystem/Monitor.swift",
    "ElmanSystem/TemporaryFiles.swift",
    "ElmanTensors/Gradients.swift",
    "ElmanTensors/MutableParameterBuffer.swift",
    "ElmanTensors/PackedWeights.swift", "ElmanTensors/ParameterBuffer.swift",
    "ElmanTensors/QuantizedMatrix.swift", "ElmanTensors/QuantizedWeights.swift",
    "ElmanText/VocabularyTables.swift",
    "ElmanTraining/WeightAverage.swift",
  ]

  private static let marks = ["@unchecked", "nonisolated(unsafe)", "@preconcurrency"]

  @Test func onlyTheListedTypesAreUnchecked() throws {
    let sources = Documentation.package.appending(path: "Sources").path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources)
      .filter { $0.hasSuffix(".swift") }
    #expect(paths.count > 100)
    var found: Set<String> = []
    for path in paths {
      let lines = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
        .components(separatedBy: "\n")
      for (index, line) in lines.enumerated() {
        let isComment = line.drop { $0 == " " }.hasPrefix("//")
        guard !isComment, Self.marks.contains(where: { line.contains($0) }) else { continue }
        found.insert(Documentation.moduleAndFile(path))
        #expect(index > 0 && lines[index - 1].hasPrefix("///"), "\(path):\(index + 1): no reason")
      }
    }
    #expect(found == Self.files)
  }
}
