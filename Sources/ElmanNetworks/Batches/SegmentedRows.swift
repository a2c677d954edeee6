import ElmanTensors

/// A matrix whose rows are the tokens of one text after another.
public struct SegmentedRows {
  /// `[rows, size]`.
  public let values: MutableMatrixView
  /// For each text its rows.
  public let segments: [Range<Int>]

  /// Pairs values with the rows of each text.
  ///
  /// - Parameters:
  ///   - values: `[rows, size]`.
  ///   - segments: ranges of rows in order, none empty, that together are all rows.
  public init(values: MutableMatrixView, segments: [Range<Int>]) {
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
