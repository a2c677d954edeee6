import ElmanText

extension Sentence {
  /// Checks what holds for every sentence: the text is well-formed, and the tokens lie in it in order,
  /// between whole scalars.
  ///
  /// - Throws: a finding where it does not hold.
  func checkPlaces() throws(FuzzFinding) {
    try expect(String(validating: text, as: UTF8.self) != nil, "text that is no UTF-8")
    var previous = 0..<0
    for (index, token) in words.enumerated() {
      let range = token.range
      try expect(
        range.lowerBound >= previous.upperBound || range == previous,
        "token \(index) at \(range) after \(previous)")
      try expect(
        range.upperBound <= text.count, "token \(index) at \(range) of \(text.count) bytes")
      for edge in [range.lowerBound, range.upperBound] where edge < text.count {
        try expect(text[edge] & 0xC0 != 0x80, "token \(index) at \(range) cuts a scalar")
      }
      try expect(
        String(validating: bytes(index), as: UTF8.self) != nil, "form \(index) that is no UTF-8")
      previous = range
    }
    var end = 0
    for multiword in multiwords {
      try expect(
        multiword.words.lowerBound >= end && multiword.words.upperBound <= words.count,
        "a multiword token of \(multiword.words) after \(end)")
      try expect(
        multiword.forms.count == multiword.words.count,
        "\(multiword.forms.count) words of a multiword token of \(multiword.words)")
      end = multiword.words.upperBound
    }
    try expect(positions.count == words.count, "\(positions.count) positions")
  }

  /// The forms of all tokens.
  var forms: [[UInt8]] { words.indices.map { Array(bytes($0)) } }
}

extension [Sentence] {
  /// Checks that the sentences stand one after the other, and together are a text.
  ///
  /// - Parameter start: where the text stands.
  /// - Throws: a finding where they are not.
  func checkText(
    _ text: [UInt8], from start: TextPosition = TextPosition()
  ) throws(FuzzFinding) {
    try expect(flatMap(\.text) == text, "text lost")
    var start = start
    for (index, sentence) in enumerated() {
      try expect(sentence.start == start, "sentence \(index) starts at \(sentence.start)")
      try sentence.checkPlaces()
      start = start.advanced(over: sentence.text[...])
    }
  }
}
