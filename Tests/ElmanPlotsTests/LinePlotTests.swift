import ElmanPlots
import Testing

@Suite struct LinePlotTests {
  private func plot(_ series: [Series], x: Axis = Axis("x"), y: Axis = Axis("y")) -> LinePlot {
    LinePlot(title: "A title", x: x, y: y, series: series)
  }

  /// All numbers in the `d` of the paths of a class.
  private func paths(_ picture: ElementScanner, class name: String) -> [String] {
    picture.elements.filter { $0.attributes["class"] == name }.compactMap { $0.attributes["d"] }
  }

  @Test(arguments: [
    [],
    [Series("no points")],
    [Series("one", points: [(3, 4)])],
    [Series("zero", points: [(0, 0)])],
    [Series("not finite", points: [(.nan, 1), (1, .infinity), (-.infinity, 2)])],
    [Series("equal", values: [2, 2, 2])],
    [Series("small differences", values: [1, 1 + 1e-15])],
    [Series("huge", values: [-1e308, 1e308])],
    [Series("tiny", values: [.leastNonzeroMagnitude, 2_000 * .leastNonzeroMagnitude])],
    [Series("negative", values: [-3, -1])],
    [Series("many", values: (0..<500).map(Double.init))],
  ])
  func anyDataGiveAPicture(_ series: [Series]) {
    for scale in [Axis.Scale.linear, .logarithmic] {
      let axis = Axis("axis", scale: scale, includesZero: true)
      let svg = plot(series, x: axis, y: axis).svg
      let picture = ElementScanner(svg)
      #expect(picture.isWellFormed)
      #expect(picture.elements.first?.name == "svg")
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test func onePlotGivesTheSameBytes() {
    let series = [
      Series("first", values: [0.1, 0.7, 0.33]), Series("second", values: [3, 1, 2]),
    ]
    #expect(plot(series).svg == plot(series).svg)
  }

  @Test func textsAreEscaped() {
    let name = "a < b & \"c\" > 'd'"
    var plot = plot([Series(name, values: [1, 2])], x: Axis("<x>"), y: Axis("R&D"))
    plot.title = "bell\u{7}"
    let texts = ElementScanner(plot.svg).texts(of: "text")
    #expect(texts.contains(name))
    #expect(texts.contains("<x>"))
    #expect(texts.contains("R&D"))
    #expect(texts.contains("bell\u{FFFD}"))
  }

  @Test func valuesThatAreNotFiniteAreSkipped() {
    let gaps = Series("a", points: [(1, 1), (2, .nan), (3, 3), (.infinity, 9), (4, 2)])
    let whole = Series("a", points: [(1, 1), (3, 3), (4, 2)])
    #expect(plot([gaps]).svg == plot([whole]).svg)
  }

  @Test func valuesWithoutAPlaceOnALogarithmicAxisAreSkipped() {
    let axis = Axis("y", scale: .logarithmic)
    let all = Series("a", points: [(1, -1), (2, 0), (3, 3), (4, 2)])
    let positive = Series("a", points: [(3, 3), (4, 2)])
    #expect(plot([all], y: axis).svg == plot([positive], y: axis).svg)
  }

  @Test func equalRatiosAreEqualDistancesOnALogarithmicAxis() throws {
    let series = Series("a", points: [(1, 1), (10, 10), (100, 100)])
    let axis = Axis("", scale: .logarithmic)
    let picture = ElementScanner(plot([series], x: axis, y: axis).svg)
    let path = try #require(paths(picture, class: "line0").first)
    let points = path.dropFirst().split(separator: "L").map {
      $0.split(separator: " ").compactMap { Double($0) }
    }
    try #require(points.count == 3)
    for axis in 0..<2 {
      #expect(abs(points[0][axis] + points[2][axis] - 2 * points[1][axis]) < 0.03)
    }
  }

  @Test func namesDoNotOverlap() {
    let names = (1...30).map { "line number \($0)" }
    let svg = plot(names.map { Series($0, values: [1, 2]) }).svg
    let picture = ElementScanner(svg)
    let places = picture.elements.filter { names.contains($0.text) }
      .compactMap { $0.attributes["y"].flatMap(Double.init) }.sorted()
    #expect(places.count == 30)
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 16.9 })
    let height = picture.elements[0].attributes["height"].flatMap(Double.init) ?? 0
    #expect(places.allSatisfy { $0 > 0 && $0 < height })
  }

  @Test func thePictureIsWideEnoughForItsTexts() {
    let long = "a name that is far longer than anyone should give to a line of a plot"
    let picture = ElementScanner(plot([Series(long, values: [1, 2])]).svg)
    let width = picture.elements[0].attributes["width"].flatMap(Double.init) ?? 0
    let start = picture.elements.first { $0.text == long }?.attributes["x"].flatMap(Double.init)
    // Half an em for each letter is less than any usual font takes.
    #expect(width - (start ?? 0) > Double(long.count) * 6)
  }

  @Test func longTitlesAreBroken() {
    var plot = plot([Series("a", values: [1, 2])])
    plot.title = String(repeating: "word ", count: 60)
    let lines = ElementScanner(plot.svg).texts(of: "text").filter { $0.hasPrefix("word") }
    #expect(lines.count > 2)
    #expect(lines.joined(separator: " ").split(separator: " ").count == 60)
  }

  @Test func neighbouringLinesLookDifferent() {
    let svg = plot((0..<12).map { Series("\($0)", values: [1, 2]) }).svg
    let markers = ElementScanner(svg).elements.filter {
      $0.attributes["class"]?.hasPrefix("marker") == true
    }
    // A colour comes twice, with another shape.
    #expect(Set(markers.map { $0.attributes["class"] ?? "" }).count == 6)
    #expect(svg.contains("prefers-color-scheme: dark"))
  }

  /// A line to compare with is grey, thin, without markers, and leaves its colour to the next one.
  @Test func referencesTakeNoColour() {
    var guess = Series("chance", points: [(1, 2), (2, 2)])
    guess.isReference = true
    let other = Series("b", points: [(1, 1), (2, 3)])
    func picture(_ series: [Series]) -> String {
      LinePlot(title: "t", x: Axis("x"), y: Axis("y"), series: series).svg
    }
    let svg = picture([guess, other])
    #expect(svg.contains("class=\"reference\"") && svg.contains("class=\"line0\""))
    #expect(!svg.contains("class=\"line1\"") && !svg.contains("marker fill1"))
  }
}
