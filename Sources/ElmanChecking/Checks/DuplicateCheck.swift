/// Finds texts that stand in a corpus more than once.
///
/// Texts are compared without their white space. Those of less than 24 bytes repeat by nature and are
/// left aside. Memory is in proportion to the number of different texts.
final class DuplicateCheck {
  /// The fewest bytes of a text that is compared.
  static let minimumSize = 24

  private struct FirstPlace {
    var file: Int32
    var position: Int32
    var labels: Int
  }

  private var places: [TextFingerprint: FirstPlace] = [:]
  private var files: [CheckedFile] = []

  /// Takes the next text.
  ///
  /// - Parameters:
  ///   - labels: equal for texts with equal labels.
  ///   - difference: tells how other labels differ from its own.
  /// - Returns: whether it stands nowhere before.
  @discardableResult
  func add(
    _ text: TextFingerprint, labels: Int, at position: Int, in file: CheckedFile,
    _ difference: (_ other: Int) -> String
  ) -> Bool {
    guard text.count >= Self.minimumSize else { return true }
    if files.last !== file { files.append(file) }
    guard let first = places[text] else {
      places[text] = FirstPlace(
        file: Int32(files.count - 1), position: Int32(truncatingIfNeeded: position),
        labels: labels)
      return true
    }
    let firstFile = files[Int(first.file)]
    let place = firstFile.place(Int(first.position))
    let isLeak =
      if let part = file.part, let firstPart = firstFile.part { part != firstPart } else { false }
    let message = "the same text stands in \(place)"
    if isLeak { file.report(.leakage, at: position, other: place, message) }
    if first.labels != labels {
      file.report(
        .contradiction, at: position, other: place, "\(message) \(difference(first.labels))")
    } else if !isLeak {
      file.report(.duplicate, at: position, other: place, message)
    }
    return false
  }
}
