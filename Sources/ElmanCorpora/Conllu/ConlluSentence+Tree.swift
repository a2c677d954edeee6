extension ConlluSentence {
  /// For each syntactic word the number of its head: 0 for a root, else a word, from 1 on; `nil` unless all have one,
  /// none of them itself.
  ///
  /// The heads may still be those of no tree.
  public var heads: [Int32]? {
    var heads: [Int32] = []
    heads.reserveCapacity(wordCount)
    for word in 0..<wordCount {
      guard let head = head(of: word), head <= wordCount, head != word + 1 else { return nil }
      heads.append(Int32(head))
    }
    return heads
  }

  /// What stands as the head of a word, if that is a number.
  package func head(of word: Int) -> Int? {
    let digits = bytes(word, .head)
    // More digits than any sentence needs would not fit.
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var number = 0
    for byte in digits {
      guard 0x30...0x39 ~= byte else { return nil }
      number = 10 * number + Int(byte - 0x30)
    }
    return number
  }
}
