import ElmanTensors

/// A matrix whose rows are the tokens of one text after another.
package struct SegmentedRows {
  /// `[rows, size]`.
  package let values: MutableMatrixView
  /// For each text its rows.
  package let segments: [Range<Int>]

  /// Pairs values with the rows of each text.
  ///
  /// - Parameters:
  ///   - values: `[rows, size]`.
  ///   - segments: ranges of rows in order, none empty, that together are all rows.
  package init(values: MutableMatrixView, segments: [Range<Int>]) {
    var end = 0
    for segment in segments {
      precondition(
        segment.lowerBound == end && !segment.isEmpty, "the segment \(segment) after row \(end)")
      end = segment.upperBound
    }
    precondition(end == values.rows, "segments of \(end) rows for \(values)")
    self.values = values
    self.segments = segments
  }
}
