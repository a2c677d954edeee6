import ElmanEvaluation
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct AlteredTextTests {
  private func text() throws -> AnnotatedText {
    let sentences = [
      "Mira", "said", "\"", "it's~", "late", "\"", ",", "and", "Tom", "Oakes", "paid", "$", "12",
      ".",
    ]
    let joined: Set = [2, 4, 5, 11, 12]
    let rows = sentences.enumerated().map { index, form in
      let misc = joined.contains(index) ? "SpaceAfter=No" : "_"
      guard form.hasSuffix("~") else {
        return "\(index + 1)\t\(form)\t_\t_\t_\t_\t_\t_\t_\t\(misc)"
      }
      return "\(index + 1)\t\(form.dropLast())\t_\t_\t_\t_\t_\t_\t_\t\(misc)"
    }
    let block = rows.joined(separator: "\n") + "\n\n"
    return try withTemporaryFile(String(repeating: block, count: 60)) {
      try AnnotatedText(path: $0)
    }
  }

  @Test func theTextItselfHasItsLabels() throws {
    let text = try text()
    let plain = AlteredText(text)
    #expect(plain.bytes == text.text)
    #expect(plain.ends.map(\.offset) == text.tokens.map(\.range.upperBound))
    #expect(plain.ends.count(where: { $0.label.contains(.sentence) }) == text.sentenceCount)
  }

  @Test func changesAreTheSameForTheSameSeed() throws {
    let text = try text()
    var (first, second, other) = (Random(seed: 1), Random(seed: 1), Random(seed: 2))
    let altered = AlteredText(text, random: &first)
    let again = AlteredText(text, random: &second)
    #expect(altered.bytes == again.bytes && altered.ends == again.ends)
    #expect(AlteredText(text, random: &other).bytes != altered.bytes)
  }

  @Test func labelsStandWhereTokensEnd() throws {
    let text = try text()
    var random = Random(seed: 4)
    let altered = AlteredText(text, random: &random)
    #expect(altered.bytes != text.text)
    #expect(String(validating: altered.bytes, as: UTF8.self) != nil)
    #expect(altered.ends.count(where: { $0.label.contains(.sentence) }) == text.sentenceCount)
    var last = 0
    for end in altered.ends {
      #expect(end.offset > last && end.offset <= altered.bytes.count)
      #expect(altered.bytes[end.offset - 1] != 0x20)
      last = end.offset
    }
    let all = String(decoding: altered.bytes, as: UTF8.self)
    for mark in ["\u{2019}", "\u{201C}", "\u{201D}"] { #expect(all.contains(mark)) }
    #expect(["£", "€", "¥"].contains { all.contains($0) })
    let (units, labels) = altered.labelledUnits()
    #expect(units.count == labels.count)
    #expect(labels.count(where: { $0 > 0 }) == altered.ends.count)
  }

  @Test func quotationMarksOpenAndClose() {
    var tokens = ["\"", "Go", "\"", ",", "she", "said"].map {
      AlteredToken(text: $0, gap: [], isMultiword: false)
    }
    for index in [3, 4] { tokens[index].gap = [0x20] }
    AlteredToken.curl(&tokens)
    #expect(tokens.map(\.text) == ["\u{201C}", "Go", "\u{201D}", ",", "she", "said"])
  }
}
