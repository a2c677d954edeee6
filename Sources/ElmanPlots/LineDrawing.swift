/// A plot with the place of everything in it.
struct LineDrawing {
  private static let titleSize = 16.0
  private static let textSize = 12.0
  private static let lineHeight = 17.0
  private static let margin = 14.0
  /// Room between the first point and the axis, for the marker.
  private static let inset = 10.0
  /// More points than this are drawn without markers.
  private static let mostMarkers = 40

  private let plot: LinePlot
  private let lines: [Line]
  private let x: AxisScale
  private let y: AxisScale
  private let titleLines: [String]
  private let yLabelLines: [String]
  private let xLabelLines: [String]
  /// The edges of the part between the axes, and the size of the picture.
  private let left, right, top, bottom, width, height: Double

  /// A series that has something to show.
  private struct Line {
    let number: Int
    let name: String
    let points: [(x: Double, y: Double)]
    let isReference: Bool

    /// The class of its strokes, and of what is filled.
    var strokeClass: String {
      isReference ? "reference" : "line\(number % Appearance.lines.count)"
    }
    var fillClass: String { "fill\(number % Appearance.lines.count)" }
    var marker: Marker {
      let count = Marker.allCases.count
      return Marker.allCases[(number + number / count) % count]
    }
    var dashes: String {
      if isReference { return "3 3" }
      let count = Appearance.dashes.count
      return Appearance.dashes[(number + number / count) % count]
    }
    var strokeWidth: Double { isReference ? 1.5 : 2 }
    var hasMarkers: Bool { !isReference && points.count <= LineDrawing.mostMarkers }
  }

  init(_ plot: LinePlot) {
    self.plot = plot
    var colours = 0
    let lines = plot.series.map { series in
      defer { if !series.isReference { colours += 1 } }
      return Line(
        number: colours, name: series.name,
        points: series.points.filter { plot.x.canShow($0.x) && plot.y.canShow($0.y) },
        isReference: series.isReference)
    }.filter { !$0.points.isEmpty }
    self.lines = lines
    let innerWidth = max(100, plot.width)
    let innerHeight = max(100, plot.height, Double(lines.count) * Self.lineHeight)
    x = AxisScale(
      plot.x, showing: lines.flatMap { $0.points.map(\.x) },
      tickCount: Int(innerWidth / 60), isWidened: false)
    y = AxisScale(
      plot.y, showing: lines.flatMap { $0.points.map(\.y) },
      tickCount: Int(innerHeight / 45), isWidened: true)

    func width(_ text: String) -> Double { TextMeasure.width(text, size: Self.textSize) }
    left = Self.margin + (y.ticks.map { width($0.label) }.max() ?? 0) + 8
    right = left + innerWidth
    let names = lines.map { width($0.name) }.max() ?? 0
    let lastTick = (x.ticks.map { width($0.label) }.max() ?? 0) / 2
    let minimumWidth = right + max(names > 0 ? names + 36 : 0, lastTick) + Self.margin
    let labels = [plot.title, plot.x.label, plot.y.label]
    // A single word that is wider than the picture makes it wider.
    let longestWord =
      labels.flatMap { $0.split(separator: " ") }
      .map { TextMeasure.width(String($0), size: Self.titleSize * 1.1) }.max() ?? 0
    self.width = max(minimumWidth, longestWord + 2 * Self.margin)
    let room = self.width - 2 * Self.margin
    // Bold letters are wider.
    titleLines = TextMeasure.lines(plot.title, size: Self.titleSize * 1.1, width: room)
    yLabelLines = TextMeasure.lines(plot.y.label, size: Self.textSize, width: room)
    xLabelLines = TextMeasure.lines(plot.x.label, size: Self.textSize, width: room)
    top =
      Self.margin + Double(titleLines.count) * 21 + Double(yLabelLines.count) * Self.lineHeight + 14
    bottom = top + innerHeight
    height = bottom + 24 + Double(xLabelLines.count) * Self.lineHeight + Self.margin
  }

  var svg: String {
    var writer = SVGWriter()
    writer.open(
      "svg",
      [
        "xmlns": .text("http://www.w3.org/2000/svg"), "width": .number(width),
        "height": .number(height),
        "viewBox": .text("0 0 \(SVGWriter.number(width)) \(SVGWriter.number(height))"),
        "role": .text("img"), "font-family": .text("Helvetica, Arial, sans-serif"),
        "font-size": .number(Self.textSize),
      ])
    writer.element("title", content: plot.title)
    writer.element("style", content: Appearance.style)
    writer.element(
      "rect",
      ["class": .text("background"), "width": .number(width), "height": .number(height)])
    drawTitles(&writer)
    drawAxes(&writer)
    for line in lines { draw(line, &writer) }
    drawNames(&writer)
    writer.close()
    return writer.text
  }

  private func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
    (
      left + Self.inset + x.position(point.x) * (right - left - 2 * Self.inset),
      bottom - y.position(point.y) * (bottom - top)
    )
  }

  private func drawTitles(_ writer: inout SVGWriter) {
    for (index, line) in titleLines.enumerated() {
      writer.element(
        "text",
        [
          "x": .number(Self.margin), "y": .number(Self.margin + 13 + Double(index) * 21),
          "font-size": .number(Self.titleSize), "font-weight": .text("bold"),
        ], content: line)
    }
    for (index, line) in yLabelLines.enumerated() {
      let y = top - 14 - Double(yLabelLines.count - 1 - index) * Self.lineHeight
      writer.element("text", ["x": .number(Self.margin), "y": .number(y)], content: line)
    }
    for (index, line) in xLabelLines.enumerated() {
      writer.element(
        "text",
        [
          "x": .number((left + right) / 2),
          "y": .number(bottom + 40 + Double(index) * Self.lineHeight),
          "text-anchor": .text("middle"),
        ], content: line)
    }
  }

  private func drawAxes(_ writer: inout SVGWriter) {
    for tick in y.ticks {
      let y = bottom - y.position(tick.value) * (bottom - top)
      writer.element(
        "path",
        ["class": .text("grid"), "d": .text(Self.path([(left, y), (right, y)]))])
      writer.element(
        "text",
        [
          "class": .text("tick"), "x": .number(left - 8), "y": .number(y + 4),
          "text-anchor": .text("end"),
        ], content: tick.label)
    }
    for tick in x.ticks {
      let x = left + Self.inset + x.position(tick.value) * (right - left - 2 * Self.inset)
      writer.element(
        "path",
        ["class": .text("axis"), "d": .text(Self.path([(x, bottom), (x, bottom + 5)]))])
      writer.element(
        "text",
        [
          "class": .text("tick"), "x": .number(x), "y": .number(bottom + 20),
          "text-anchor": .text("middle"),
        ], content: tick.label)
    }
    writer.element(
      "path",
      ["class": .text("axis"), "d": .text(Self.path([(left, bottom), (right, bottom)]))])
  }

  private func draw(_ line: Line, _ writer: inout SVGWriter) {
    let points = line.points.map(place)
    if points.count > 1 {
      writer.element(
        "path",
        [
          "class": .text(line.strokeClass), "d": .text(Self.path(points)),
          "fill": .text("none"), "stroke-width": .number(line.strokeWidth),
          "stroke-linejoin": .text("round"),
          "stroke-dasharray": .text(
            line.hasMarkers || line.dashes.isEmpty ? "none" : line.dashes),
        ])
    }
    if line.hasMarkers { for point in points { draw(line.marker, line, at: point, &writer) } }
  }

  private func draw(
    _ marker: Marker, _ line: Line, at point: (x: Double, y: Double), _ writer: inout SVGWriter
  ) {
    let style = SVGWriter.Value.text("marker \(line.fillClass)")
    let corners = marker.corners(x: point.x, y: point.y)
    if corners.isEmpty {
      writer.element(
        "circle",
        ["class": style, "cx": .number(point.x), "cy": .number(point.y), "r": .number(4.5)])
    } else {
      writer.element("path", ["class": style, "d": .text(Self.path(corners) + "Z")])
    }
  }

  /// Writes each name beside its line's end, joined to it by a thin line where it is not near.
  private func drawNames(_ writer: inout SVGWriter) {
    let named = lines.filter { !$0.name.isEmpty }
    let ends = named.map { place($0.points[$0.points.count - 1]) }
    let places = LabelPlacement.spread(
      ends.map(\.y), spacing: Self.lineHeight, in: top...bottom)
    for ((line, end), y) in zip(zip(named, ends), places) {
      if abs(y - end.y) > 1 || right - end.x > Self.inset + 1 {
        writer.element(
          "path",
          [
            "class": .text("leader"), "fill": .text("none"), "stroke-width": .number(0.75),
            "stroke-dasharray": .text("2 2"),
            "d": .text(Self.path([(end.x + 7, end.y), (right, end.y), (right + 12, y)])),
          ])
      }
      if line.hasMarkers {
        draw(line.marker, line, at: (right + 20, y), &writer)
      } else {
        writer.element(
          "path",
          [
            "class": .text(line.strokeClass), "stroke-width": .number(line.strokeWidth),
            "stroke-dasharray": .text(line.dashes.isEmpty ? "none" : line.dashes),
            "d": .text(Self.path([(right + 12, y), (right + 28, y)])),
          ])
      }
      writer.element(
        "text", ["x": .number(right + 32), "y": .number(y + 4)], content: line.name)
    }
  }

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + SVGWriter.number(point.x) + " " + SVGWriter.number(point.y)
    }.joined()
  }
}
