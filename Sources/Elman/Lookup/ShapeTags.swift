import ElmanText

/// How the training corpus labels tokens that are told by their characters, such as addresses.
package struct ShapeTags: Sendable {
  /// The columns, by their numbers among the tagger's.
  package let columns: [Int]
  /// For each shape the labels of the columns, -1 where the corpus does not tell; then none of its labels counts.
  let labels: [Int32]

  /// - Parameters:
  ///   - labels: for each of `TokenShape.allCases` the labels of the columns, -1 for none.
  ///   - columns: the columns.
  package init(_ labels: [Int32], columns: [Int]) {
    precondition(labels.count == TokenShape.allCases.count * columns.count)
    self.labels = labels
    self.columns = columns
  }

  /// The labels of a shape, one for each of ``columns``; `nil` if the corpus does not tell all.
  func labels(of shape: TokenShape) -> ArraySlice<Int32>? {
    let start = shape.rawValue * columns.count
    let found = labels[start..<start + columns.count]
    return found.contains { $0 < 0 } ? nil : found
  }
}
