/// The screen that results for people are laid out for.
package struct Screen: Sendable {
  /// How many columns it has.
  package let width: Int
  /// Whether it shows colours.
  package let hasColours: Bool

  /// A screen of so many columns.
  package init(width: Int = 80, hasColours: Bool = false) {
    self.width = width
    self.hasColours = hasColours
  }
}
