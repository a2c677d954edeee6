import Elman
import ElmanText
import Foundation
import Testing

@testable import ElmanStreams

/// The bytes, UTF-16 units and characters of a file at a token's range are the token, in every form of input.
struct StreamOffsetsTests {
  private static func expect(
    _ bytes: ArraySlice<UInt8>, at place: Range<TextPosition>, of file: String
  ) {
    let (lower, upper) = (place.lowerBound, place.upperBound)
    let word = String(decoding: bytes, as: UTF8.self)
    #expect(Array(file.utf8)[lower.utf8..<upper.utf8] == bytes)
    #expect(Array(file.utf16)[lower.utf16..<upper.utf16].elementsEqual(word.utf16))
    let scalars = Array(file.unicodeScalars)[lower.scalars..<upper.scalars]
    #expect(scalars.elementsEqual(word.unicodeScalars))
  }

  @Test(arguments: InputFormat.allCases, [false, true])
  func everyTokenStandsWhereItSays(_ format: InputFormat, isImmediate: Bool) throws {
    var samples = InputSamples(seed: UInt64(format.name.utf8.count))
    var count = 0
    for _ in 0..<40 {
      var files: [String: String] = [:]
      for name in ["a", "b", "c"] {
        let text = samples.input(format)
        files[name] = text
      }
      var options = ReadingOptions()
      options.illFormedText = .reject
      (options.isLineByLine, options.answers) = (isImmediate, isImmediate ? .ends : .untold)
      let stream = SentenceStream(
        files.keys.sorted().map { .bytes(Array((files[$0] ?? "").utf8), documentID: $0) },
        format: format, options: options)
      while let item = try stream.next() {
        let sentence = item.sentence
        let file = try #require(files[item.documentID ?? ""])
        for (index, place) in sentence.positions.enumerated() {
          let isOwn = item.block != nil || sentence.multiwords.isEmpty
          Self.expect(
            isOwn ? sentence.bytes(index) : sentence.text[sentence.wordRange(index)], at: place,
            of: file)
          count += 1
        }
        for (words, place) in zip(sentence.tokens, sentence.tokenPositions) {
          Self.expect(sentence.text[sentence.words[words.lowerBound].range], at: place, of: file)
        }
      }
    }
    #expect(count > 1_000)
  }

  @Test(arguments: InputFormat.allCases)
  func jsonTellsTheSame(_ format: InputFormat) throws {
    var samples = InputSamples(seed: 5)
    var files: [String: String] = [:]
    for name in ["a", "b"] {
      let text = samples.input(format)
      files[name] = text
    }
    let stream = SentenceStream(
      files.keys.sorted().map { .bytes(Array((files[$0] ?? "").utf8), documentID: $0) },
      format: format, warn: { Issue.record("\($0)") })
    var lines: [UInt8] = []
    try SentencePipeline(nil, format: .jsonl).run(stream) { lines += $0 }
    #expect(!lines.isEmpty)
    for sentence in try JSONSentence.all(in: lines) {
      let file = try #require(files[sentence.document ?? ""])
      for token in sentence.tokens {
        #expect(Array(file.utf8)[token.utf8Start..<token.utf8End].elementsEqual(token.text.utf8))
        #expect(
          Array(file.utf16)[token.utf16Start..<token.utf16End].elementsEqual(token.text.utf16))
      }
      for token in sentence.multiwords ?? [] {
        #expect(Array(file.utf8)[token.utf8Start..<token.utf8End].elementsEqual(token.text.utf8))
        #expect(
          Array(file.utf16)[token.utf16Start..<token.utf16End].elementsEqual(token.text.utf16))
      }
    }
  }
}
