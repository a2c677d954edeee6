/// One axis of a plot: what it measures and how values lie along it.
package struct Axis: Sendable, Hashable {
  /// How values lie along an axis.
  package enum Scale: Sendable, Hashable {
    /// Equal distances for equal differences.
    case linear
    /// Equal distances for equal ratios. Values of zero or less have no place and are skipped.
    case logarithmic
  }

  /// What is measured, with its unit.
  package var label: String
  /// How values lie along the axis.
  package var scale: Scale
  /// Whether a linear axis shows zero, however far the values are from it.
  package var includesZero: Bool
  /// Where to put ticks; round numbers are chosen if `nil`. The axis is made to show all of them
  /// that have a place on it.
  package var ticks: [Double]?

  /// An axis.
  package init(
    _ label: String, scale: Scale = .linear, includesZero: Bool = false, ticks: [Double]? = nil
  ) {
    self.label = label
    self.scale = scale
    self.includesZero = includesZero
    self.ticks = ticks
  }

  /// Tells whether a value can be shown.
  func canShow(_ value: Double) -> Bool { value.isFinite && (scale == .linear || value > 0) }
}
