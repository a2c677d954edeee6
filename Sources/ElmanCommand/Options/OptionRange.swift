import ArgumentParser

/// The numbers that an option may have.
enum OptionRange {
  /// Makes sure that a number, if it is given, lies in a range.
  ///
  /// - Throws: `ValidationError`, which names the range.
  static func check(
    _ option: String, _ value: Int?, in range: ClosedRange<Int>
  ) throws(ValidationError) {
    guard let value, !range.contains(value) else { return }
    throw ValidationError(
      "expected --\(option) from \(range.lowerBound) to \(range.upperBound), found \(value)")
  }

  /// How many threads there may be.
  static let threads = 1...1_024
  /// How many sentences or texts may go through a network together.
  static let batchSize = 1...4_096
}
