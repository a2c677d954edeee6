import Elman
import ElmanText
import Foundation
import Testing

@testable import ElmanCommand

/// The bytes, UTF-16 units and characters of a file at a token's range are the token, in every form of input.
struct OffsetsTests {
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
    let folder = try TemporaryFolder()
    var samples = InputSamples(seed: UInt64(format.rawValue.utf8.count))
    var count = 0
    for _ in 0..<40 {
      var files: [String: String] = [:]
      for name in ["a", "b", "c"] {
        let text = samples.input(format)
        files[try folder.write(text.utf8, to: name)] = text
      }
      let stream = SentenceStream(
        files: files.keys.sorted(), format: format, options: try TextOptions.parse([]),
        isStrict: true, isLineByLine: isImmediate,
        answers: isImmediate ? .ends : .untold, tokenizer: .rules)
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
        for (words, place) in zip(sentence.surfaceTokens, sentence.surfacePositions) {
          Self.expect(sentence.text[sentence.tokens[words.lowerBound].range], at: place, of: file)
        }
      }
    }
    #expect(count > 1_000)
  }

  @Test(arguments: InputFormat.allCases)
  func jsonTellsTheSame(_ format: InputFormat) async throws {
    let folder = try TemporaryFolder()
    var samples = InputSamples(seed: 5)
    var files: [String: String] = [:]
    for name in ["a", "b"] {
      let text = samples.input(format)
      files[try folder.write(text.utf8, to: name)] = text
    }
    let result = try await Program.run(
      arguments: ["tokenize", "--input", format.rawValue, "--output", "jsonl"] + files.keys.sorted()
    )
    #expect(result.standardError.isEmpty)
    for sentence in try JSONSentence.all(in: result.text) {
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

  @Test func lineEndsCountAsTheyStand() async throws {
    let result = try await Program.run(
      "tag", "--input", "vertical", "--output", "jsonl", input: "a\r\nb\r\n\r\nc\r\n".utf8)
    let sentences = try JSONSentence.all(in: result.text)
    #expect(sentences.flatMap(\.tokens).map(\.utf8Start) == [0, 3, 8])
  }

  /// What the file holds in bytes that are not UTF-8 counts as repaired, what it holds gzipped as unpacked.
  @Test func repairedAndUnpackedTextCounts() async throws {
    let folder = try TemporaryFolder()
    try folder.write([0xFF, 0x0A, 0x62, 0x0A], to: "a")
    let result = try await Program.shell(
      "cd '\(folder.path)' && gzip a && \"$elman\" tokenize --input vertical --output jsonl a.gz")
    let sentences = try JSONSentence.all(in: result.text)
    #expect(sentences.flatMap(\.tokens).map(\.utf8Start) == [0, 4])
    #expect(sentences.flatMap(\.tokens).map(\.utf16Start) == [0, 2])
  }

  @Test func tokenRangesCountTheByteOrderMark() async throws {
    for format in ["text", "presegmented"] {
      let result = try await Program.run(
        "tokenize", "--token-ranges", "--input", format, input: "\u{FEFF}a b\n".utf8)
      #expect(result.text.contains("SpacesBefore=\\uFEFF|TokenRange=1:2\n"))
      #expect(result.text.contains("|TokenRange=3:4\n"))
    }
  }

  @Test(arguments: ["", "# c\n"])
  func conlluKeepsTheByteOrderMark(_ comment: String) async throws {
    let blanks = String(repeating: "\t_", count: 6)
    let input = "\u{FEFF}\(comment)1\tMira\t_\t_\(blanks)\n\n"
    let result = try await Program.run("tag", "--input", "conllu", input: input.utf8)
    let expected = "\u{FEFF}\(comment)1\tMira\t_\tPROPN\(blanks)\n\n"
    #expect(result.standardOutput == Array(expected.utf8))
  }
}
