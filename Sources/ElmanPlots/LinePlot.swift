/// A plot of lines, drawn as SVG.
///
/// ```swift
/// let plot = LinePlot(
///   title: "Learning curve", x: Axis("epoch"), y: Axis("loss", includesZero: true),
///   series: [Series("train", values: [2.1, 1.2, 0.9]), Series("dev", values: [2.2, 1.5, 1.4])])
/// let picture = plot.svg
/// ```
///
/// The picture is a whole SVG document with its own style for light and dark surroundings. Each line
/// has its name at its end, a colour that colour-blind readers can tell from the others, and a marker
/// or dashes of its own. One plot gives the same bytes each time.
package struct LinePlot: Sendable {
  /// What stands above the picture.
  package var title: String
  /// The horizontal axis.
  package var x: Axis
  /// The vertical axis.
  package var y: Axis
  /// The lines.
  package var series: [Series]
  /// The width of the part between the axes, in pixels; names and labels come on top.
  package var width = 480.0
  /// The least height of the part between the axes, in pixels; it grows where names need room.
  package var height = 300.0

  /// A plot.
  package init(title: String, x: Axis, y: Axis, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }

  /// The picture.
  package var svg: String { LineDrawing(self).svg }
}
