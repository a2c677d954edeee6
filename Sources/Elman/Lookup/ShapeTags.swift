import ElmanText

/// How the training corpus labels tokens that are told by their characters, such as addresses.
package struct ShapeTags: Sendable {
  /// The columns, by their numbers among the tagger's.
  package let columns: [Int]
  /// For each shape the labels of the columns, -1 where the corpus does not tell.
  let labels: [Int32]

  /// - Parameters:
  ///   - labels: for each of `TokenShape.allCases` the labels of the columns, -1 for none.
  ///   - columns: the columns.
  package init(_ labels: [Int32], columns: [Int]) {
    precondition(labels.count == TokenShape.allCases.count * columns.count)
    self.labels = labels
    self.columns = columns
  }

  /// The label of a shape in one of ``columns``; `nil` if the corpus does not tell.
  func label(of shape: TokenShape, place: Int) -> Int32? {
    let label = labels[shape.rawValue * columns.count + place]
    return label < 0 ? nil : label
  }

  /// Whether anything is told of a shape.
  func knows(_ shape: TokenShape) -> Bool {
    columns.indices.contains { label(of: shape, place: $0) != nil }
  }
}
