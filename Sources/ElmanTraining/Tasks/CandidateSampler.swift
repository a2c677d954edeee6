import ElmanLibc
import ElmanTensors

/// Draws the words that a language model tells a word apart from, the frequent ones more often.
///
/// The candidates of a batch are its own words and some drawn by chance, each with a probability that
/// grows with the power 3/4 of its count. Each word stands among them once.
struct CandidateSampler: Sendable {
  private static let power = 0.75

  /// For each word log(1 - p): of standing at a place of the text, and of being drawn.
  private let absences: [(text: Double, draw: Double)]
  /// For each word the sum of the weights up to and with it.
  private let sums: [Double]

  /// - Parameter counts: for each word how often it stands in the text; the first is the unknown
  ///   word, which is never a candidate.
  init(counts: some Sequence<Int>) {
    let counts = counts.enumerated().map { $0 == 0 ? 0 : Double($1) }
    let weights = counts.map { pow($0, Self.power) }
    let (total, weightTotal) = (counts.reduce(0, +), weights.reduce(0, +))
    absences = zip(counts, weights).map { count, weight in
      (log1p(-min(0.999999, count / total)), log1p(-min(0.999999, weight / weightTotal)))
    }
    var sum = 0.0
    sums = weights.map {
      sum += $0
      return sum
    }
  }

  /// What is drawn for a batch, in the same memory again and again.
  struct Candidates {
    /// The words.
    fileprivate(set) var words: [Int32] = []
    /// For each the logarithm of the probability that it stands among them.
    fileprivate(set) var logarithms: [Float] = []
    /// For each word of the vocabulary its place among the candidates; -1 if it has none.
    fileprivate var places: [Int32] = []

    /// The place of a word; -1 if it has none.
    func place(of word: Int32) -> Int32 { places[Int(word)] }

    fileprivate mutating func add(_ word: Int32) {
      guard places[Int(word)] < 0 else { return }
      places[Int(word)] = Int32(words.count)
      words.append(word)
    }
  }

  /// Fills `candidates` with the words of a batch and `drawCount` draws more.
  ///
  /// - Parameter targets: the words of the batch that are to be predicted, however often.
  func draw(
    _ drawCount: Int, besides targets: [Int32], into candidates: inout Candidates,
    random: inout Random
  ) {
    if candidates.places.isEmpty {
      candidates.places = Array(repeating: -1, count: sums.count)
    }
    for word in candidates.words { candidates.places[Int(word)] = -1 }
    candidates.words.removeAll(keepingCapacity: true)
    candidates.logarithms.removeAll(keepingCapacity: true)
    for word in targets { candidates.add(word) }
    for _ in 0..<drawCount { candidates.add(word(at: random.uniform())) }
    for word in candidates.words {
      let absence = absences[Int(word)]
      let none = Double(targets.count) * absence.text + Double(drawCount) * absence.draw
      candidates.logarithms.append(Float(log(-expm1(none))))
    }
  }

  /// The word at a share of all weights.
  private func word(at share: Double) -> Int32 {
    let goal = share * (sums.last ?? 0)
    var (lower, upper) = (1, sums.count - 1)
    while lower < upper {
      let middle = (lower + upper) / 2
      if sums[middle] > goal { upper = middle } else { lower = middle + 1 }
    }
    return Int32(lower)
  }
}
