/// Checks that the rows of a sentence follow each other as the format demands.
///
/// Once a row was left out, the order of the others tells nothing more.
struct ConlluOrder {
  struct Problem {
    var line: Int
    var expected: String
    var found: String
  }

  /// Whether a row of the sentence was left out.
  var isBroken = false

  private var lastWord = 0
  private var lastEmptyNode = 0
  private var lastInRange = 0
  private var rangeLine = 0
  private var greatestHead = 0
  private var greatestHeadLine = 0

  /// Takes the next row.
  ///
  /// - Returns: what is wrong with it.
  mutating func append(_ id: ConlluID, head: ArraySlice<UInt8>, line: Int) -> Problem? {
    switch id {
    case .word(let number):
      guard isBroken || number == lastWord + 1 else {
        return Problem(line: line, expected: "word \(lastWord + 1)", found: "\(id)")
      }
      lastWord = number
      lastEmptyNode = 0
      return check(head, line: line)
    case .range where isBroken, .emptyNode where isBroken: break
    case .range(let first, let last):
      guard first > lastInRange else {
        return Problem(
          line: line, expected: "a range that begins after word \(lastInRange)", found: "\(id)")
      }
      guard first == lastWord + 1 else {
        return Problem(
          line: line, expected: "a range that begins with word \(lastWord + 1)", found: "\(id)")
      }
      guard last >= first else {
        return Problem(
          line: line, expected: "a range that ends at word \(first) or later", found: "\(id)")
      }
      lastInRange = last
      rangeLine = line
    case .emptyNode(let word, let number):
      guard word == lastWord, number == lastEmptyNode + 1 else {
        return Problem(
          line: line, expected: "empty node \(lastWord).\(lastEmptyNode + 1)", found: "\(id)")
      }
      lastEmptyNode = number
    }
    return nil
  }

  /// What is wrong with the sentence as a whole.
  var problemAtEnd: Problem? {
    if isBroken { return nil }
    if lastInRange > lastWord {
      return Problem(
        line: rangeLine, expected: "words up to \(lastInRange) after the range",
        found: lastWord == 1 ? "1 word" : "\(lastWord) words")
    }
    if greatestHead > lastWord {
      return Problem(
        line: greatestHeadLine, expected: "a HEAD from 0 to \(lastWord)", found: "\(greatestHead)")
    }
    return nil
  }

  private mutating func check(_ head: ArraySlice<UInt8>, line: Int) -> Problem? {
    if head.count == 1, head.first == UInt8(ascii: "_") { return nil }
    guard let number = ConlluID.number(head) else {
      return Problem(
        line: line, expected: "a number or _ in column HEAD", found: CorpusError.quote(head))
    }
    if number > greatestHead {
      greatestHead = number
      greatestHeadLine = line
    }
    return nil
  }
}
