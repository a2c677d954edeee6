import Testing

@testable import ElmanPlots

@Suite struct TreePlotTests {
  private let words = [
    TreePlot.Word(form: "Owls", tags: ["NOUN"], head: 1, relation: "nsubj"),
    TreePlot.Word(form: "<see>", tags: ["VERB", "&"], head: nil, relation: "root"),
    TreePlot.Word(form: "mice", tags: [], head: 1, relation: "obj"),
  ]

  private func position(of word: String, isRightToLeft: Bool) -> Double? {
    ElementScanner(TreePlot(words, isRightToLeft: isRightToLeft).svg).elements
      .first { $0.name == "text" && $0.text == word }?.attributes["x"].flatMap(Double.init)
  }

  @Test func aPictureIsWellFormed() throws {
    let svg = TreePlot(words, isRightToLeft: false).svg
    #expect(ElementScanner(svg).isWellFormed)
    #expect(svg.contains("&lt;see&gt;") && svg.contains("prefers-color-scheme: dark"))
    for name in ["nsubj", "root", "obj"] { #expect(svg.contains(">\(name)</text>")) }
    #expect(ElementScanner(svg).elements.count { $0.attributes["class"] == "arc" } == 3)
  }

  @Test func wordsStandInTheDirectionOfTheirScript() throws {
    for isRightToLeft in [false, true] {
      let first = try #require(position(of: "Owls", isRightToLeft: isRightToLeft))
      let last = try #require(position(of: "mice", isRightToLeft: isRightToLeft))
      #expect((first > last) == isRightToLeft)
    }
  }

  @Test func whateverTheHeadsThereIsAPicture() {
    let loop = [
      TreePlot.Word(form: "", tags: [], head: 1, relation: ""),
      TreePlot.Word(form: "\u{0}", tags: [], head: 0, relation: "a long name of a relation"),
    ]
    #expect(ElementScanner(TreePlot(loop, isRightToLeft: false).svg).isWellFormed)
    #expect(ElementScanner(TreePlot([], isRightToLeft: false).svg).isWellFormed)
  }
}
