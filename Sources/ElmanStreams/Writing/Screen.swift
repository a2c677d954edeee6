/// The screen that results for people are laid out for.
public struct Screen: Sendable {
  /// How many columns it has.
  public let width: Int
  /// Whether it shows colours.
  public let hasColors: Bool

  /// A screen of so many columns.
  public init(width: Int = 80, hasColors: Bool = false) {
    self.width = width
    self.hasColors = hasColors
  }
}
