import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

@Suite struct LearnedTokenizerFileTests {
  private func bytes(of tokenizer: LearnedTokenizer) throws -> [UInt8] {
    try bytesOfFile { try tokenizer.write(to: $0, metadata: ModelMetadata(["note": "a test"])) }
  }

  private let text: String = {
    var random = Random(seed: 3)
    return String(decoding: randomText(200, random: &random), as: UTF8.self)
  }()

  @Test(arguments: [false, true], CellKind.allCases)
  func whatIsReadIsWhatWasWritten(knowsWords: Bool, cell: CellKind) throws {
    let tokenizer = try randomTokenizer(knowsWords: knowsWords) {
      $0.cell = cell
      $0.layers = 2
    }
    let read = try LearnedTokenizer(MappedFile(copying: bytes(of: tokenizer), name: "a tokenizer"))
    #expect(read.configuration == tokenizer.configuration)
    #expect(read.metadata.values["note"] == "a test")
    #expect(read.metadata[.task] == LearnedTokenizer.task)
    #expect(read.sentences(text) == tokenizer.sentences(text))
  }

  @Test(arguments: [false, true])
  func bytesGiveAModelToo(knowsWords: Bool) throws {
    let tokenizer = try randomTokenizer(knowsWords: knowsWords)
    let quantized = try tokenizer.quantized()
    let read = try LearnedTokenizer(MappedFile(copying: bytes(of: quantized), name: "in bytes"))
    #expect(read.weights.precision == .int8)
    #expect(read.sentences(text) == quantized.sentences(text))
    #expect(read.sentences(text).flatMap(\.text) == Array(text.utf8))
  }

  @Test func aTaggersFileHoldsItsTokenizer() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("model")
    let tokenizer = try randomTokenizer()
    let tagger = try randomTagger()
    try tagger.with(tokenizer: tokenizer).write(to: path, metadata: ModelMetadata())
    let expected = tokenizer.sentences(text)
    #expect(try Tagger(path: path).tag(text).map(\.sentence) == expected)
    #expect(try LearnedTokenizer(path: path).sentences(text) == expected)
    #expect(tagger.tokenizer == nil)
    let quantized = try Tagger(path: path).quantized()
    #expect(quantized.tokenizer?.weights.precision == .int8)
  }

  @Test func aTaggerWithoutTokenizerIsTheWrongTask() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("model")
    try randomTagger().write(to: path, metadata: ModelMetadata())
    #expect(throws: ModelError.wrongTask(path: path, expected: "tokenizer", found: "tagger")) {
      try LearnedTokenizer(path: path)
    }
  }

  @Test(arguments: [
    "", "{", "[]", #"{"hiddenSize": 0}"#, #"{"hiddenSize": 8192, "layers": 16}"#,
    #"{"longestWord": 60}"#, #"{"sentenceBias": 1e30}"#, #"{"unknown": 1}"#,
    #"{"wordKnowledge": "always"}"#, #"{"blockSize": 0}"#, #"{"pieceCount": -1}"#,
  ])
  func hostileSettingsAreErrors(json: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("model")
    let tokenizer = try randomTokenizer()
    var writer = SafetensorsWriter()
    tokenizer.add(to: &writer, precision: .float32)
    writer.metadata = [
      "elman.format": "1", "elman.task": LearnedTokenizer.task, "elman.tokenizer": json,
    ]
    try writer.write(to: path)
    #expect(throws: ModelError.self) { try LearnedTokenizer(path: path) }
  }

  @Test func truncatedFilesAreErrors() throws {
    let bytes = try bytes(of: randomTokenizer())
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: ModelError.self) {
        try LearnedTokenizer(MappedFile(copying: Array(bytes[..<length]), name: "cut"))
      }
    }
  }

  @Test(arguments: [false, true])
  func damagedFilesNeverCrash(knowsWords: Bool) throws {
    let bytes = try bytes(
      of: randomTokenizer(knowsWords: knowsWords) {
        $0.hiddenSize = 2
        $0.characterSize = 2
      })
    var random = Random(seed: 11)
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0...random.index(below: 3) {
        damaged[random.index(below: damaged.count)] = UInt8(random.index(below: 256))
      }
      if let model = try? LearnedTokenizer(MappedFile(copying: damaged, name: "damaged")) {
        #expect(model.sentences("no. the house\n\na!").flatMap(\.text).count == 17)
      }
    }
  }
}
