/// A line of a plot: named points, joined in their order.
package struct Series: Sendable {
  /// What the line is called; it stands at the line's end.
  package var name: String
  /// The points. Those that are not finite, or have no place on a logarithmic axis, are skipped.
  package var points: [(x: Double, y: Double)]
  /// Whether the line is there to compare the others with: it is drawn thin, grey and without markers,
  /// and takes no colour away from the others.
  package var isReference = false

  /// A line through points.
  package init(_ name: String, points: [(x: Double, y: Double)] = []) {
    self.name = name
    self.points = points
  }

  /// A line through values that are numbered from `first` on, such as the losses of epochs.
  package init(_ name: String, values: [Double], from first: Int = 1) {
    self.init(name, points: values.enumerated().map { (Double(first + $0.offset), $0.element) })
  }
}
