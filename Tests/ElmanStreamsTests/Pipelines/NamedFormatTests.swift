import Elman
import ElmanBytes
import ElmanCorpora
import Testing

@testable import ElmanStreams

/// What help, options and validation are made of.
struct NamedFormatTests {
  private func expectPlain<Format: NamedFormat>(_ type: Format.Type) {
    for format in Format.allCases {
      #expect(Format(name: format.name) == format)
      #expect("\(format)" == format.name)
      #expect(!format.name.isEmpty && format.name.utf8.count <= 12)
      #expect(format.help.split(separator: "\n").allSatisfy { $0.utf8.count <= 64 })
    }
    #expect(Format.allCases.map(\.name).distinctSpellings.count == Format.allCases.count)
    #expect(Format(name: "photograph") == nil)
  }

  @Test func namesAreDistinctAndHelpFitsTheScreen() {
    expectPlain(InputFormat.self)
    expectPlain(OutputFormat.self)
    expectPlain(ClassificationFormat.self)
  }

  @Test(arguments: InputFormat.allCases, OutputFormat.allCases)
  func everyInputGoesToEveryOutput(_ input: InputFormat, _ output: OutputFormat) throws {
    var samples = InputSamples(seed: 3)
    let stream = SentenceStream([.bytes(Array(samples.input(input).utf8))], format: input)
    var bytes: [UInt8] = []
    try SentencePipeline(nil, format: output).run(stream) { bytes += $0 }
    #expect(bytes.last == 0x0A)
  }

  @Test func aFormIsOneValue() throws {
    struct Lengths: SentenceWriter {
      func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
        output += "\(item.sentence.words.count)\n".utf8
      }
    }
    let lengths = OutputFormat(name: "lengths", help: "the number of tokens") { _ in Lengths() }
    var bytes: [UInt8] = []
    try SentencePipeline(nil, format: lengths)
      .run(SentenceStream([.bytes(Array("Owls fly.\n\nNo!\n".utf8))])) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == "3\n2\n")
  }
}
