/// One axis of a plot: what it measures and how values lie along it.
public struct Axis: Sendable, Hashable {
  /// How values lie along an axis.
  public enum Scale: Sendable, Hashable {
    /// Equal distances for equal differences.
    case linear
    /// Equal distances for equal ratios. Values of zero or less have no place and are skipped.
    case logarithmic
  }

  /// What is measured, with its unit.
  public var label: String
  /// How values lie along the axis.
  public var scale: Scale
  /// Whether a linear axis shows zero, however far the values are from it.
  public var includesZero: Bool
  /// Where to put ticks; round numbers are chosen if `nil`. The axis is made to show all of them
  /// that have a place on it.
  public var ticks: [Double]?

  /// An axis.
  public init(
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
