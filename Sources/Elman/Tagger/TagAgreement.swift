import ElmanNetworks

/// Decides columns together where their labels, each the best by itself, never stand together.
///
/// In a CRF the labels around the token are taken as they are.
struct TagAgreement {
  private let combinations: TagCombinations
  /// For each column of the combinations what a CRF makes of the labels around a token; `nil` for other heads.
  private let surroundings: [CRFSurroundings?]
  /// Memory that each call uses again.
  private var limits: [Float]
  private var rows: [Int32] = []

  /// - Parameters:
  ///   - combinations: the labels that stand together.
  ///   - heads: those of the tagger's columns.
  init(_ combinations: TagCombinations, heads: [ColumnHead], in pass: inout Pass) {
    self.combinations = combinations
    var surroundings: [CRFSurroundings?] = []
    for column in combinations.columns {
      surroundings.append(
        (heads[column].head as? CRFHead).map { CRFSurroundings($0, in: &pass) })
    }
    self.surroundings = surroundings
    limits = combinations.columns.map { _ in 0 }
  }

  /// Decides about all tokens of a batch.
  ///
  /// - Parameters:
  ///   - best: for each column of the tagger the labels of the packed rows, which are set.
  ///   - scores: for each column the scores.
  ///   - packing: where each step of each sequence lies.
  mutating func decide(
    _ best: inout [[Int32]], _ scores: [PackedSequences?], _ packing: SequencePacking
  ) {
    rows.removeAll(keepingCapacity: true)
    combinations.appendRows(notAllowedBy: combinations.columns.map { best[$0] }, to: &rows)
    for row in rows {
      guard let step = packing.step(ofRow: Int(row)) else { continue }
      decideTogether(Int(row) - packing.offsets[step], step, Int(row), &best, scores)
    }
  }

  /// Decides about one token whose label in some columns is certain.
  ///
  /// - Parameters:
  ///   - sequence: the token's sequence in the packing.
  ///   - step: its step there.
  ///   - columns: those whose labels stay as they are.
  mutating func decide(
    _ sequence: Int, _ step: Int, keeping columns: [Int], _ best: inout [[Int32]],
    _ scores: [PackedSequences?], _ packing: SequencePacking
  ) {
    let row = packing.row(step: step, sequence: sequence)
    decideTogether(
      sequence, step, row, &best, scores, certain: columns.map { ($0, best[$0][row]) })
  }

  /// More than scores ever differ by.
  private static let certainty: Float = 10_000

  private mutating func decideTogether(
    _ sequence: Int, _ step: Int, _ row: Int, _ best: inout [[Int32]], _ scores: [PackedSequences?],
    certain: [(column: Int, label: Int32)] = []
  ) {
    func neighbour(_ column: Int, _ step: Int) -> Int32? {
      guard let packing = scores[column]?.packing, step >= 0, step < packing.lengths[sequence]
      else {
        return nil
      }
      return best[column][packing.row(step: step, sequence: sequence)]
    }
    let around = combinations.columns.map {
      (previous: neighbour($0, step - 1), next: neighbour($0, step + 1))
    }
    func score(_ place: Int, _ label: Int32) -> Float {
      guard let scores = scores[combinations.columns[place]] else { return 0 }
      var own = scores.values[row, Int(label)]
      if certain.contains(where: { $0 == (combinations.columns[place], label) }) {
        own += Self.certainty
      }
      guard let surroundings = surroundings[place] else { return own }
      return own
        + surroundings.score(
          of: label, after: around[place].previous, before: around[place].next)
    }
    for (place, column) in combinations.columns.enumerated() {
      let count = scores[column]?.values.columns ?? 0
      limits[place] = (0..<count).reduce(-.infinity) { max($0, score(place, Int32($1))) }
    }
    guard let number = combinations.bestCombination(limits: limits, score: score) else { return }
    for (column, label) in zip(combinations.columns, combinations.combination(number)) {
      best[column][row] = label
    }
  }
}
