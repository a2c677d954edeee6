/// Finds sentences or texts that are far longer than the others of their file.
///
/// One is if it is three times as long as all but one in a hundred, and has more than 100 words.
struct LengthCheck {
  private var lengths: [(length: Int32, position: Int32)] = []

  /// How many sentences or texts there are.
  var count: Int { lengths.count }

  /// How many words all of them have.
  private(set) var wordCount = 0

  /// Takes the next sentence or text.
  ///
  /// - Parameter length: in words.
  mutating func add(_ length: Int, at position: Int) {
    wordCount += length
    lengths.append((Int32(truncatingIfNeeded: length), Int32(truncatingIfNeeded: position)))
  }

  /// Reports what is too long.
  func run(on file: CheckedFile) {
    let sorted = lengths.map(\.length).sorted()
    guard sorted.count > 1 else { return }
    let usual = Int(sorted[(sorted.count - 1) * 99 / 100])
    let limit = max(100, 3 * usual)
    for (length, position) in lengths where length > limit {
      file.report(
        .longText, at: Int(position),
        "\(length) words, where 99 of 100 have at most \(usual)")
    }
  }
}
