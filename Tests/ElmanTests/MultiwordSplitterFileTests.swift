import ElmanSystem
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

@Suite struct MultiwordSplitterFileTests {
  private static func file(_ fill: (inout SafetensorsWriter) -> Void) throws -> ModelFile {
    var writer = SafetensorsWriter()
    writer.metadata = ["elman.format": "1"]
    fill(&writer)
    return try ModelFile(MappedFile(copying: try writer.serialized(), name: "x.safetensors"))
  }

  @Test func aModelFileHoldsASplitter() throws {
    let splitter = MultiwordSplitter(learningFrom: [
      (surface: Array("du".utf8), words: [Array("de".utf8), Array("le".utf8)])
    ])
    #expect(
      try Self.file { $0.add("multiwords", splitter) }.multiwordSplitter("multiwords") == splitter)
    let none = MultiwordSplitter()
    #expect(try Self.file { $0.add("multiwords", none) }.multiwordSplitter("multiwords") == none)
  }

  @Test func aDamagedTableIsAnError() throws {
    let file = try Self.file { $0.add("multiwords", [0x66, 0x09] as [UInt8], shape: [2]) }
    #expect(
      throws: ModelError.invalidMultiwords(
        path: "x.safetensors", reason: "\(MultiwordTableError.cutOff)")
    ) {
      try file.multiwordSplitter("multiwords")
    }
  }

  @Test func aModelFileHoldsRules() throws {
    let rules = sampleRules()
    #expect(!rules.isEmpty)
    #expect(try Self.file { $0.add("rules", rules) }.boundaryRules("rules") == rules)
    #expect(try Self.file { $0.add("rules", BoundaryRules()) }.boundaryRules("rules").isEmpty)
    let file = try Self.file { $0.add("rules", [0x61, 0x09] as [UInt8], shape: [2]) }
    #expect(
      throws: ModelError.invalidVocabulary(
        path: "x.safetensors", table: "rules", reason: "\(BoundaryTableError.cutOff)")
    ) {
      try file.boundaryRules("rules")
    }
  }
}
