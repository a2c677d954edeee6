import ElmanTensors

/// Labels that are made of parts, as `Case=Nom|Number=Sing` is of two: the score of a label is its own and the sum of
/// its parts', so that what is learned of a part counts for all labels that have it.
///
/// A projection gives a column to each label, then one to each part.
///
/// Reference: Straka, 2018, UDPipe 2.0 Prototype at CoNLL 2018 UD Shared Task, predicts categories beside the whole
/// label; here both make one score.
package struct LabelParts: Sendable, Hashable {
  /// How many labels there are.
  package let labelCount: Int
  /// How many parts.
  package let partCount: Int
  private let parts: [Int32]
  private let offsets: [Int]

  /// - Parameters:
  ///   - partsOfLabel: for each label the numbers of its parts.
  ///   - partCount: how many parts there are.
  package init(_ partsOfLabel: [[Int]], partCount: Int) {
    labelCount = partsOfLabel.count
    self.partCount = partCount
    parts = partsOfLabel.joined().map { Int32($0) }
    var offsets = [0]
    for parts in partsOfLabel { offsets.append(offsets[offsets.count - 1] + parts.count) }
    self.offsets = offsets
  }

  /// The columns that labels and parts have together.
  package var columnCount: Int { labelCount + partCount }

  /// The parts of a label.
  package func parts(of label: Int) -> ArraySlice<Int32> {
    parts[offsets[label]..<offsets[label + 1]]
  }

  /// Maps the columns of labels and parts, `[rows, columnCount]`, to the scores of labels, `[rows, labelCount]`.
  package func forward(_ columns: MutableMatrixView, in pass: inout Pass) -> MutableMatrixView {
    let scores = pass.workspace.matrix(rows: columns.rows, columns: labelCount)
    sum(columns.view, into: scores)
    return scores
  }

  /// The same into a matrix that is there.
  package func sum(_ columns: MatrixView, into scores: MutableMatrixView) {
    for row in 0..<columns.rows {
      let (source, target) = (columns[row: row], scores[row: row])
      for label in 0..<labelCount {
        var sum = source[label]
        for place in offsets[label]..<offsets[label + 1] {
          sum += source[labelCount + Int(parts[place])]
        }
        target[label] = sum
      }
    }
  }

  /// The gradient with respect to the columns, of that with respect to the scores.
  package func backward(_ scores: MutableMatrixView, in pass: inout Pass) -> MutableMatrixView {
    let gradient = pass.workspace.zeros(rows: scores.rows, columns: columnCount)
    for row in 0..<scores.rows {
      let (source, target) = (scores[row: row], gradient[row: row])
      for label in 0..<labelCount {
        let value = source[label]
        target[label] = value
        for place in offsets[label]..<offsets[label + 1] {
          target[labelCount + Int(parts[place])] += value
        }
      }
    }
    return gradient
  }
}
