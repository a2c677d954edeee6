import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import Foundation
import Testing

@testable import Elman

@Suite struct ModelChecksumsTests {
  @Test(arguments: HostileModel.allCases)
  func aFileIsAsItWasWritten(_ model: HostileModel) throws {
    let file = MappedFile(copying: try model.bytes(), name: "m")
    #expect(try ModelChecksums.verify(file) == SafetensorsFile(file).tensors.count)
  }

  @Test func theHashIsThatOfTypeShapeAndBytes() throws {
    var writer = SafetensorsWriter()
    writer.metadata = ["elman.seed": "1", "elman.checksums": "old", "note": "not hashed"]
    writer.add("t", [1, 2] as [Int32], shape: [2, 1])
    // python3 -c "import hashlib as h; print(h.sha256(b'12 elman.seed=1\n').hexdigest(),
    //   h.sha256(b'I32 [2,1]\n\1\0\0\0\2\0\0\0').hexdigest())"
    #expect(
      ModelChecksums(of: writer).text == """
        36d4466a2537d8fabda646aa9f31955ac6875a7513f45be5c7bf2cfced044dbe __metadata__
        73db9fac4e57f49232cf3b78e260839876ff7cdd792870980c98127f5bb08379 t
        """)
  }

  @Test(arguments: [HostileModel.tagger, .classifierInBytes])
  func everyByteOfTheTensorsCounts(_ model: HostileModel) throws {
    let bytes = try model.bytes()
    let tensors = try SafetensorsFile(MappedFile(copying: bytes, name: "m")).tensors
    for tensor in tensors where !tensor.byteRange.isEmpty {
      for place in [tensor.byteRange.lowerBound, tensor.byteRange.upperBound - 1] {
        var changed = bytes
        changed[place] ^= 1
        let error = #expect(throws: ModelError.self) {
          try ModelChecksums.verify(MappedFile(copying: changed, name: "m"))
        }
        guard case .wrongChecksum("m", tensor.name, _, _) = error else {
          Issue.record("\(tensor.name): \(String(describing: error))")
          continue
        }
      }
    }
  }

  /// A name, a type and a shape of as many bytes as before, tensors that change their places, and
  /// settings are found, too.
  @Test func theHeaderCounts() throws {
    var file = try HostileFile(HostileModel.tagger.bytes())
    func error(_ change: (inout HostileFile) throws -> Void) rethrows -> ModelError? {
      var changed = file
      try change(&changed)
      return #expect(throws: ModelError.self) {
        try ModelChecksums.verify(MappedFile(copying: changed.bytes, name: "m"))
      }
    }
    let index = try #require(file.tensors.firstIndex { $0.name == "\"words\"" })
    #expect(
      error { $0.tensors[index].name = "\"swords\"" }
        == ModelError(.missingTensor(path: "m", tensor: "words")))
    for change: (inout HostileFile) -> Void in [
      { $0.tensors[index].type = "\"I32\"" }, { $0.tensors[index].shape.reverse() },
      { $0.tensors[index].shape.append("1") },
    ] {
      guard case .wrongChecksum("m", "words", _, _) = error(change) else {
        Issue.record("the change was not found")
        continue
      }
    }
    let settings = try #require(file.metadata.firstIndex { $0.key.contains("configuration") })
    guard
      case .wrongChecksum("m", ModelChecksums.metadataPart, _, _) = error({
        $0.metadata[settings].value = $0.metadata[settings].value.replacing("0.3", with: "0.4")
      })
    else {
      Issue.record("the changed settings were not found")
      return
    }
    // Whoever passes a model on may add a note.
    file.metadata.append(("\"remark\"", "\"good\""))
    #expect(throws: Never.self) {
      try ModelChecksums.verify(MappedFile(copying: file.bytes, name: "m"))
    }
  }

  @Test func whatIsWrongWithTheChecksumsIsTold() throws {
    let file = try HostileFile(HostileModel.classifier.bytes())
    let index = try #require(file.metadata.firstIndex { $0.key.contains("checksums") })
    let lines = HostileFile.text(file.metadata[index].value).split(separator: "\n")
    func error(_ lines: [Substring]?) -> ModelError? {
      var changed = file
      if let lines {
        changed.metadata[index].value = HostileFile.json(lines.joined(separator: "\n"))
      } else {
        changed.metadata.remove(at: index)
      }
      return #expect(throws: ModelError.self) {
        try ModelChecksums.verify(MappedFile(copying: changed.bytes, name: "m"))
      }
    }
    #expect(error(nil) == .noChecksums(path: "m"))
    #expect(error([]) == .invalidChecksums(path: "m", line: 1, found: ""))
    #expect(
      error(lines + ["ab words"])
        == .invalidChecksums(path: "m", line: lines.count + 1, found: "ab words"))
    #expect(error(Array(lines.dropFirst())) == .noChecksum(path: "m", part: "__metadata__"))
    let last = try #require(lines.last).split(separator: " ")[1]
    #expect(error(lines.dropLast()) == .noChecksum(path: "m", part: String(last)))
    let absent = Substring(String(repeating: "0", count: 64) + " absent")
    #expect(error(lines + [absent]) == ModelError(.missingTensor(path: "m", tensor: "absent")))
  }

  @Test func aModelThatIsReadAndWrittenHasItsOwn() throws {
    let bytes = try HostileModel.tagger.bytes()
    let tagger = try Tagger(MappedFile(copying: bytes, name: "m"))
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    try tagger.write(to: path, metadata: tagger.metadata)
    #expect(try folder.read("file") == bytes)
    try tagger.quantized().write(to: path, metadata: tagger.metadata)
    #expect(try ModelChecksums.verify(MappedFile(path: path)) > 0)
  }
}
