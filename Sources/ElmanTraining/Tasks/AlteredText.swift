import ElmanEvaluation
import ElmanTensors
import ElmanText

/// A text with labels, as people might have typed it elsewhere: with the quotation marks of a word
/// processor, without capitals, with other numbers, initials for names, emoji that touch words.
///
/// A treebank shows the typography of a few sources. What changes here makes no difference to where
/// tokens and sentences end, or moves an end with it.
struct AlteredText {
  /// The text, well-formed UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Where each token ends, and what ends with it.
  private(set) var ends: [TokenEnd] = []

  /// The end of a token.
  struct TokenEnd: Equatable {
    /// The byte after the token.
    var offset: Int
    /// What is known of the token.
    var label: BoundaryLabel
  }

  /// The text as it is.
  init(_ text: AnnotatedText) {
    bytes = text.text
    for sentence in text.sentences {
      for index in sentence {
        append(text.tokens[index], endsSentence: index == sentence.upperBound - 1)
      }
    }
  }

  /// The text with changes that are drawn for each sentence.
  init(_ text: AnnotatedText, random: inout Random) {
    let source = text.text
    var last = 0
    for sentence in text.sentences {
      let first = text.tokens[sentence.lowerBound].range.lowerBound
      bytes += Self.separator(source[last..<first], after: bytes.last, random: &random)
      var tokens = sentence.map { index in
        let token = text.tokens[index]
        let next =
          index + 1 < sentence.upperBound
          ? text.tokens[index + 1].range.lowerBound : token.range.upperBound
        return AlteredToken(
          text: String(decoding: source[token.range], as: UTF8.self),
          gap: Array(source[token.range.upperBound..<next]), isMultiword: token.isMultiword)
      }
      AlteredToken.alter(&tokens, random: &random)
      for (index, token) in tokens.enumerated() {
        bytes += token.text.utf8
        var label: BoundaryLabel = token.isMultiword ? [.token, .multiword] : .token
        if index == tokens.count - 1 { label.insert(.sentence) }
        ends.append(TokenEnd(offset: bytes.count, label: label))
        if index < tokens.count - 1 { bytes += token.gap }
      }
      last = text.tokens[sentence.upperBound - 1].range.upperBound
    }
    bytes += source[last...]
  }

  private mutating func append(_ token: AnnotatedText.Token, endsSentence: Bool) {
    var label: BoundaryLabel = token.isMultiword ? [.token, .multiword] : .token
    if endsSentence { label.insert(.sentence) }
    ends.append(TokenEnd(offset: token.range.upperBound, label: label))
  }

  /// What stands between two sentences: now and then a paragraph's end is a space, or the reverse.
  private static func separator(
    _ bytes: ArraySlice<UInt8>, after last: UInt8?, random: inout Random
  ) -> [UInt8] {
    let draw = random.uniform()
    let isMarked =
      last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
    if bytes.isEmpty || last == nil { return Array(bytes) }
    if bytes.contains(0x0A) { return isMarked && draw < 0.3 ? [0x20] : Array(bytes) }
    return draw < 0.1 ? [0x0A, 0x0A] : Array(bytes)
  }
}

extension AlteredText {
  /// The text's units, and for each the number of its label in `TokenizerNetwork.labels`.
  ///
  /// A token's end inside a unit counts as the unit's end.
  func labelledUnits(
    _ pieces: CharacterPieces? = nil
  ) -> (units: CharacterUnits, labels: [Int32]) {
    var stream = CharacterStream(pieces: pieces)
    bytes.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    let units = stream.units
    var labels = [Int32](repeating: 0, count: units.count)
    var unit = 0
    for end in ends {
      while units.ends[unit] < end.offset { unit += 1 }
      labels[unit] =
        1 + (end.label.contains(.sentence) ? 1 : 0) + (end.label.contains(.multiword) ? 2 : 0)
    }
    return (units, labels)
  }
}
