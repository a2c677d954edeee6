import Elman
import ElmanCorpora
import ElmanNetworks
import ElmanText
import Testing

@Suite struct SpanLabelSetTests {
  private func set(_ labels: String, _ scheme: SpanScheme) throws -> SpanLabelSet {
    SpanLabelSet(try LabelSet(labels.split(separator: " ")), scheme: scheme)
  }

  @Test func labelsOfATypeAreFound() throws {
    let bioes = try set("O B-A I-A E-A S-A S-B", .bioes)
    #expect(bioes.types == ["A", "B"])
    #expect(
      bioes.spanLabels(ofType: "A") == SpanLabels(first: 1, inside: 2, last: 3, single: 4))
    #expect(
      bioes.spanLabels(ofType: "B") == SpanLabels(first: nil, inside: nil, last: nil, single: 5))
    let bio = try set("B-A O I-A", .bio)
    #expect(
      bio.spanLabels(ofType: "A")
        == SpanLabels(first: 0, inside: 2, last: 2, single: 0, continuation: 2))
    let biluo = try set("O B-A I-A L-A U-A", .biluo)
    #expect(
      biluo.spanLabels(ofType: "A") == SpanLabels(first: 1, inside: 2, last: 3, single: 4))
    for (scheme, single) in [(SpanScheme.bmes, "S"), (.bmewo, "W")] {
      let other = try set("O B-A M-A E-A \(single)-A", scheme)
      #expect(
        other.spanLabels(ofType: "A") == SpanLabels(first: 1, inside: 2, last: 3, single: 4))
    }
  }

  @Test func constraintsAreThoseOfTheScheme() throws {
    let labels = ["O", "B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B"]
    let constraints = try #require(
      try set(labels.joined(separator: " "), .bioes).constraints)
    let allowed = labels.indices.map { from in
      labels.indices.filter { constraints.allows(from: from, to: $0) }
    }
    let starting = [0, 1, 4, 5, 8]
    #expect(
      allowed == [
        starting, [2, 3], [2, 3], starting, starting, [6, 7], [6, 7], starting, starting,
      ])
    #expect(labels.indices.filter { constraints.allows(from: nil, to: $0) } == starting)
    #expect(labels.indices.filter { constraints.allows(from: $0, to: nil) } == [0, 3, 4, 7, 8])
  }

  @Test func labelsOfNoSchemeAreOutside() throws {
    let some = try set("X NOUN B-A", .bio)
    #expect(some.types == ["A"])
    #expect(some.constraints != nil)
    #expect(some.spans(of: [0, 2, 2, 1]).map(\.range) == [1..<2, 2..<3])
    let hopeless = try set("I-A E-A", .bioes)
    #expect(hopeless.constraints == nil)
    #expect(hopeless.spans(of: [0, 1, 1]).map(\.range) == [0..<2, 2..<3])
  }
}
