import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct CRFSpanTests {
  /// The labels of a type in each of the rules, without and with constraints.
  static let cases: [(TestRules, Bool, SpanLabels)] = [
    (.bio, true, SpanLabels(first: 1, inside: 2, last: 2, single: 1, continuation: 2)),
    (.bio, false, SpanLabels(first: 1, inside: 2, last: 2, single: 1, continuation: 2)),
    (.bioes, true, SpanLabels(first: 1, inside: 2, last: 3, single: 4)),
    (.bioes, false, SpanLabels(first: 1, inside: 2, last: 3, single: 4)),
    (.twoTypes, true, SpanLabels(first: 3, inside: 4, last: 4, single: 3, continuation: 4)),
    (.bioes, true, SpanLabels(first: 1, inside: nil, last: 3, single: nil)),
  ]

  /// Every span of every sequence against the sequences of labels that have it.
  @Test(arguments: cases, [Float(1), 6, 60, 600])
  func enumeration(
    _ test: (rules: TestRules, isConstrained: Bool, labels: SpanLabels), factor: Float
  )
    throws
  {
    var layout = ParameterLayout()
    let head = CRFHead(
      labelCount: test.rules.labelCount,
      constraints: test.isConstrained ? test.rules.constraints : nil, in: &layout)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: [3, 5, 1])
    for seed in 0..<3 as Range<UInt64> {
      let rows = (0..<packing.rowCount).map { row in
        randomFloats(test.rules.labelCount, seed: 77 * seed + UInt64(row)).map { factor * $0 }
      }
      var spans: [CRFSpan] = []
      var expected: [Double] = []
      for sequence in 0..<packing.sequenceCount {
        let emissions = packing.unpack(rows)[packing.order[sequence]]
        let enumerated = EnumeratedCRF(emissions, head, network.weights)
        for start in emissions.indices {
          for end in start + 1...emissions.count {
            spans.append(CRFSpan(sequence: sequence, steps: start..<end, labels: test.labels))
            expected.append(
              enumerated.probability { Self.has($0, start..<end, test.labels) })
          }
        }
      }
      var pass = Pass(inferenceWith: network.weights)
      let scores = PackedSequences(
        values: pass.matrix(rows.flatMap(\.self), columns: test.rules.labelCount), packing: packing)
      let computed = head.spanProbabilities(scores, spans: spans, in: &pass)
      for (one, twin) in zip(computed, expected) { #expect(abs(Double(one) - twin) < 1e-5) }
      #expect(computed.count == expected.count)
      // The order of the sequences does not matter, nor do those left out.
      let last = head.spanProbabilities(scores, spans: [spans[spans.count - 1]], in: &pass)
      #expect(last == [computed[spans.count - 1]])
      #expect(head.spanProbabilities(scores, spans: [], in: &pass).isEmpty)
    }
  }

  /// Whether labels have a span of the type exactly there.
  private static func has(_ sequence: [Int32], _ steps: Range<Int>, _ labels: SpanLabels) -> Bool {
    let wanted: [Int32?] =
      steps.count == 1
      ? [labels.single]
      : [labels.first] + Array(repeating: labels.inside, count: steps.count - 2) + [labels.last]
    guard zip(steps, wanted).allSatisfy({ sequence[$0] == $1 }) else { return false }
    let next = steps.upperBound < sequence.count ? sequence[steps.upperBound] : nil
    return next == nil || next != labels.continuation
  }

  /// With constraints, the spans of one token and of several share out each token's probability.
  @Test func spansAndOutsideAddUp() throws {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 5, constraints: TestRules.bioes.constraints, in: &layout)
    let network = TestNetwork(random: layout)
    let labels = SpanLabels(first: 1, inside: 2, last: 3, single: 4)
    let length = 30
    var pass = Pass(inferenceWith: network.weights)
    let scores = PackedSequences(
      values: pass.matrix(randomFloats(5 * length, seed: 9), columns: 5),
      packing: SequencePacking(lengths: [length]))
    let spans = (0..<length).flatMap { start in
      (start + 1...length).map { CRFSpan(sequence: 0, steps: start..<$0, labels: labels) }
    }
    let probabilities = head.spanProbabilities(scores, spans: spans, in: &pass)
    let marginals = head.probabilities(scores, in: &pass)
    for step in 0..<length {
      let inside = zip(spans, probabilities).reduce(0.0) {
        $0 + ($1.0.steps.contains(step) ? Double($1.1) : 0)
      }
      #expect(abs(inside + Double(marginals[step, 0]) - 1) < 1e-4)
    }
  }
}
