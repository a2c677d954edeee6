/// The colours of pictures, for light and for dark surroundings.
///
/// The lines' colours follow those that readers with every kind of colour vision can tell apart,
/// made darker or lighter until they stand out from the background.
///
/// Reference: Okabe and Ito, 2008, Color Universal Design.
enum Appearance {
  /// The lines, light and dark.
  static let lines = [
    (light: "#0068a8", dark: "#56b4e9"), (light: "#c24e00", dark: "#ff9a4d"),
    (light: "#00795a", dark: "#2dc9a0"), (light: "#a8447c", dark: "#ee9cc8"),
    (light: "#8a6500", dark: "#f0d04a"), (light: "#3d3d3d", dark: "#d0d0d0"),
  ]

  /// Dashes of lines without markers, in SVG's form.
  static let dashes = ["", "9 4", "2 3", "9 3 2 3", "16 4", "5 2"]

  /// The style sheet.
  static var style: String {
    rules(
      background: "#ffffff", text: "#1f2328", faint: "#59636e", grid: "#d8dee4",
      lines: lines.map(\.light))
      + "@media (prefers-color-scheme: dark) {\n"
      + rules(
        background: "#0d1117", text: "#e6edf3", faint: "#a3adb8", grid: "#30363d",
        lines: lines.map(\.dark)) + "}\n"
  }

  private static func rules(
    background: String, text: String, faint: String, grid: String, lines: [String]
  ) -> String {
    var rules = """
      .background { fill: \(background); }
      text { fill: \(text); }
      .tick { fill: \(faint); }
      .grid { stroke: \(grid); }
      .axis, .leader, .reference { stroke: \(faint); }
      .marker { stroke: \(background); }

      """
    for (index, colour) in lines.enumerated() {
      rules += ".line\(index) { stroke: \(colour); }\n.fill\(index) { fill: \(colour); }\n"
    }
    return rules
  }
}
