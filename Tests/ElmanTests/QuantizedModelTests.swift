import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

@Suite struct QuantizedModelTests {
  private func bytes(of tagger: Tagger) throws -> [UInt8] {
    try bytesOfFile { try tagger.write(to: $0, metadata: ModelMetadata(["note": "a test"])) }
  }

  @Test(arguments: CellKind.allCases)
  func aFileGivesTheSameTagger(cell: CellKind) throws {
    let tagger = try randomTagger { $0.cell = cell }.quantized()
    let file = try bytes(of: tagger)
    let read = try Tagger(MappedFile(copying: file, name: "x"))
    #expect(read.metadata[.precision] == "int8")
    #expect(read.metadata.values["note"] == "a test")
    #expect(try bytes(of: read) == file)
    #expect(try bytes(of: read.quantized()) == file)
    let sentences = randomSentences(20)
    for (one, other) in zip(
      tagger.tag(sentences, probabilities: true), read.tag(sentences, probabilities: true))
    {
      #expect(one.labelIds == other.labelIds)
      #expect(one.probabilities == other.probabilities)
    }
  }

  @Test func probabilitiesAreNearThoseOfSinglePrecision() throws {
    let tagger = try randomTagger()
    let sentences = randomSentences(30)
    let exact = tagger.tag(sentences, probabilities: true)
    let coarse = try tagger.quantized().tag(sentences, probabilities: true)
    for (one, other) in zip(exact, coarse) {
      for (p, q) in zip(one.probabilities ?? [], other.probabilities ?? []) {
        #expect(abs(p - q) < 0.03)
      }
    }
  }

  @Test(arguments: CellKind.allCases)
  func batchesAndTheCacheLeaveNoTrace(cell: CellKind) throws {
    let tagger = try randomTagger {
      $0.cell = cell
      $0.layers = 2
    }.quantized()
    let sentences = randomSentences(40)
    let together = TaggerSession(tagger, cacheBytes: 0).tag(sentences, probabilities: true)
    for size in [1, 7, 64] {
      let session = TaggerSession(tagger, batchSize: size, cacheBytes: size * 10_000)
      for (one, other) in zip(together, session.tag(sentences, probabilities: true)) {
        #expect(one.labelIds == other.labelIds)
        #expect(one.probabilities == other.probabilities)
      }
    }
  }

  @Test(arguments: PoolingKind.allCases)
  func classifiersToo(pooling: PoolingKind) throws {
    let classifier = try randomClassifier(temperature: 1.5) { $0.pooling = pooling }
    let quantized = try classifier.quantized()
    #expect(quantized.temperature == 1.5)
    let file = try bytesOfFile { try quantized.write(to: $0, metadata: ModelMetadata()) }
    let read = try Classifier(MappedFile(copying: file, name: "x"))
    for text in randomTexts(30) {
      let (exact, coarse) = (classifier.classify(text), quantized.classify(text))
      for (p, q) in zip(exact.probabilities, coarse.probabilities) { #expect(abs(p - q) < 0.03) }
      #expect(read.classify(text).probabilities == coarse.probabilities)
    }
  }

  @Test func aFileOfTheDefaultSizesIsLessThanAThirdAsLarge() throws {
    let tagger = try randomTagger {
      $0 = TaggerConfiguration()
      $0.characterHiddenSize = 16
    }
    #expect(try 10 * bytes(of: tagger.quantized()).count < 3 * bytes(of: tagger).count)
  }

  @Test func anUnknownPrecisionIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    try randomTagger().write(to: path, metadata: ModelMetadata())
    let file = try SafetensorsFile(path: path)
    var writer = SafetensorsWriter()
    writer.metadata = file.metadata
    writer.metadata["elman.precision"] = "int3"
    for tensor in file.tensors {
      writer.add(
        tensor.name, type: try #require(tensor.type),
        bytes: Array(file.owner.bytes[tensor.byteRange]),
        shape: tensor.shape)
    }
    let mapped = MappedFile(copying: try writer.serialized(), name: "x")
    #expect(
      throws: ModelError.invalidConfiguration(
        path: "x", reason: "expected the precision float32 or int8, found 'int3'")
    ) { try Tagger(mapped) }
  }
}
