import CElmanKernels
import Testing

@Suite struct CRFTests {
  static let sizes = Array(1...5)

  private func expectEqual(
    _ result: Chain.Marginals, _ twin: Chain.Marginals, tolerance: Double = 1e-6,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let partition = abs(result.logPartition - twin.logPartition)
    let labels = largestError(result.labels.map { Float($0) }, twin.labels)
    let pairs = largestError(result.pairs.map { Float($0) }, twin.pairs)
    #expect(
      partition <= tolerance * max(1, abs(twin.logPartition)), sourceLocation: sourceLocation)
    #expect(labels < tolerance, sourceLocation: sourceLocation)
    #expect(pairs < tolerance, sourceLocation: sourceLocation)
  }

  @Test(arguments: sizes, sizes)
  func marginalsEqualEnumeration(labels: Int, length: Int) {
    for seed: UInt64 in 0..<3 {
      let chain = Chain(length: length, labels: labels, seed: seed)
      expectEqual(chain.marginals().marginals, chain.enumeratedMarginals())
    }
  }

  @Test(arguments: sizes, sizes)
  func theBestPathEqualsEnumeration(labels: Int, length: Int) {
    for seed: UInt64 in 0..<3 {
      let chain = Chain(length: length, labels: labels, seed: seed)
      let best = chain.best()
      let expected = chain.enumeratedBest()
      #expect(best.labels == expected.labels)
      #expect(abs(best.score - expected.score) < 1e-5)
    }
  }

  @Test(arguments: 2...5)
  func forbiddenTransitionsAreNotTaken(length: Int) {
    for seed: UInt64 in 0..<5 {
      var chain = Chain(length: length, labels: 4, seed: seed)
      // A label may follow itself and the one before it; the sequence begins with the first.
      for from in 0..<4 {
        for to in 0..<4 where to != from && to != from + 1 {
          chain.transitions[from * 4 + to] = -.infinity
        }
      }
      for label in 1..<4 { chain.start[label] = -.infinity }
      expectEqual(chain.marginals().marginals, chain.enumeratedMarginals())
      #expect(chain.best().labels == chain.enumeratedBest().labels)
    }
  }

  @Test func aLabelOfScoreMinusInfinityIsImpossible() {
    var chain = Chain(length: 4, labels: 3, seed: 1)
    for t in 0..<4 { chain.emissions[t * 3 + t % 3] = -.infinity }
    let result = chain.marginals().marginals
    expectEqual(result, chain.enumeratedMarginals())
    for t in 0..<4 { #expect(result.labels[t * 3 + t % 3] == 0) }
    #expect(chain.best().labels == chain.enumeratedBest().labels)
  }

  @Test(arguments: [(17, 30), (50, 40), (16, 20), (48, 7)])
  func moreLabelsEqualDouble(labels: Int, length: Int) {
    let chain = Chain(length: length, labels: labels, seed: UInt64(labels))
    expectEqual(chain.marginals().marginals, chain.naiveMarginals())
    let best = chain.best()
    let expected = chain.naiveBest()
    #expect(best.labels == expected.labels)
    #expect(abs(best.score - expected.score) < 1e-4)
  }

  @Test func theTwinsAgree() {
    let chain = Chain(length: 5, labels: 4, seed: 3)
    let naive = chain.naiveMarginals()
    let enumerated = chain.enumeratedMarginals()
    #expect(abs(naive.logPartition - enumerated.logPartition) < 1e-12)
    #expect(zip(naive.labels, enumerated.labels).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(naive.pairs, enumerated.pairs).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(chain.naiveBest().labels == chain.enumeratedBest().labels)
  }

  @Test func longSequencesNeitherUnderflowNorOverflow() {
    for range: ClosedRange<Float> in [-3...3, -20...(-10), 10...20] {
      let chain = Chain(length: 2_000, labels: 7, seed: 1, in: range)
      expectEqual(chain.marginals().marginals, chain.naiveMarginals(), tolerance: 1e-5)
    }
  }

  @Test func theBestPathOfALongSequenceIsStillTheBest() {
    let chain = Chain(length: 20_000, labels: 5, seed: 4, in: 0...10)
    let (path, twin) = (chain.best(), chain.naiveBest())
    #expect(chain.score(path.labels) > twin.score - 1e-3)
    #expect(abs(path.score - twin.score) < 1e-6 * twin.score)
  }

  @Test func ofEqualPathsTheLowestLabelsWin() {
    for labels in [1, 5, 16, 17, 50] {
      let chain = Chain(length: 6, labels: labels, seed: 1, in: 0...0)
      #expect(chain.best() == Chain.Path(labels: [0, 0, 0, 0, 0, 0], score: 0))
    }
    // Small integers make many ties. The last label is the lowest of the best, then the one before.
    for seed: UInt64 in 0..<20 {
      var chain = Chain(length: 8, labels: 19, seed: seed)
      chain.emissions = chain.emissions.map { $0.rounded() / 2 }
      chain.transitions = chain.transitions.map { $0.rounded() / 2 }
      chain.start = chain.start.map { $0.rounded() }
      chain.end = chain.end.map { $0.rounded() }
      #expect(chain.best() == chain.naiveBest())
    }
  }

  @Test func pairsAreAddedAndMayBeLeftOut() {
    var chain = Chain(length: 9, labels: 20, seed: 2)
    // All transitions have the factor one, which leaves the counts themselves.
    chain.transitions = chain.transitions.map { _ in 0 }
    let plain = chain.marginals().marginals
    let added = chain.marginals(pairsBefore: 2).marginals
    #expect(largestError(added.pairs.map { Float($0) }, plain.pairs.map { $0 + 2 }) < 1e-6)
    let without = chain.marginals(pairsBefore: nil).marginals
    #expect(without.pairs.allSatisfy { $0 == 0 })
    for other in [added, without] {
      #expect(other.labels == plain.labels)
      #expect(other.logPartition == plain.logPartition)
    }
  }

  @Test func anEmptySequenceHasOnePath() {
    var nothing: [Float] = [0]
    var forward = nothing
    var normalisers = nothing
    let sixteen = [Float](repeating: 1, count: 16)
    let matrix = [Float](repeating: 1, count: 256)
    #expect(
      elman_crf_marginals(
        0, 16, sixteen, sixteen, matrix, matrix, &nothing, &forward, &normalisers, nil) == 0)
    var scores = [Float](repeating: 0, count: 32)
    var pointers: [Int32] = [-7]
    var best: [Int32] = [-7]
    #expect(
      elman_crf_best(
        0, 16, sixteen, sixteen, matrix, nothing, &scores, &pointers, &best) == 0)
    #expect(best == [-7])
  }

  @Test func everyInstructionSetGivesEqualBits() {
    for (labels, length) in [(3, 1), (5, 12), (17, 30), (50, 11)] {
      let chain = Chain(length: length, labels: labels, seed: UInt64(labels))
      _ = resultOnEveryInstructionSet { chain.marginals().written }
      _ = resultOnEveryInstructionSet {
        let best = chain.best()
        return [Float(best.score)] + best.labels.map { Float($0) }
      }
    }
  }

  @Test func wildScoresGiveLabelsThatExist() {
    for seed: UInt64 in 0..<50 {
      var chain = Chain(length: 12, labels: 5, seed: seed)
      var random = SeededRandom(seed)
      chain.emissions = random.wildFloats(chain.emissions.count)
      let result = resultOnEveryInstructionSet { chain.best().labels.map { Float($0) } }
      #expect(result.allSatisfy { (0..<5).contains($0) })
    }
  }

  @Test func whatIsNotANumberReachesThePartition() {
    var chain = Chain(length: 12, labels: 5, seed: 1)
    chain.emissions[22] = .nan
    #expect(chain.marginals().marginals.logPartition.isNaN)
  }
}
