import Testing

@testable import ElmanPlots

@Suite struct SVGWriterTests {
  @Test(arguments: [
    (0.0, "0"), (1.5, "1.5"), (-1.25, "-1.25"), (0.05, "0.05"), (99.999, "100"), (-0.001, "0"),
    (1e12, "1000000000"), (0.1 + 0.2, "0.3"),
  ])
  func numbersHaveTwoDigitsAtMost(_ value: Double, _ expected: String) {
    #expect(SVGWriter.number(value) == expected)
  }

  @Test(arguments: [
    ("a & b", "a &amp; b"), ("<&>", "&lt;&amp;&gt;"), ("\"", "&quot;"),
    ("\u{0}\u{B}", "\u{FFFD}\u{FFFD}"),
    ("tab\tline\n", "tab\tline\n"), ("日本 😴", "日本 😴"),
  ])
  func textIsEscaped(_ text: String, _ expected: String) {
    #expect(SVGWriter.escaped(text) == expected)
  }

  @Test func elementsNest() {
    var writer = SVGWriter()
    writer.open("g", ["id": .text("a\"b")])
    writer.element("path", ["d": .text("M0 0"), "x": .number(1.5)])
    writer.element("text", content: "<")
    writer.close()
    #expect(
      writer.text
        == "<g id=\"a&quot;b\">\n<path d=\"M0 0\" x=\"1.5\"/>\n<text>&lt;</text>\n</g>\n")
  }
}
