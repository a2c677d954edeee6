import ElmanLibc
import ElmanNetworks
import ElmanTensors

/// Every sequence of labels that keeps to the head's constraints, with its score.
func allSequences(
  _ emissions: [[Float]], _ head: CRFHead, _ weights: PackedWeights
) -> [(labels: [Int32], score: Double)] {
  let (transitions, start, end) = (
    weights[head.transitions], weights[head.start], weights[head.end]
  )
  func isAllowed(_ from: Int?, _ to: Int?) -> Bool {
    head.constraints?.allows(from: from, to: to) ?? true
  }
  var all: [(labels: [Int32], score: Double)] = [([], 0)]
  for (step, scores) in emissions.enumerated() {
    let isLast = step + 1 == emissions.count
    all = all.flatMap { sequence in
      scores.indices.compactMap { label in
        let previous = sequence.labels.last.map(Int.init)
        guard isAllowed(previous, label), !isLast || isAllowed(label, nil) else { return nil }
        let entry = previous.map { transitions[$0, label] } ?? start[0, label]
        let exit = isLast ? end[0, label] : 0
        return (
          sequence.labels + [Int32(label)],
          sequence.score + Double(scores[label]) + Double(entry) + Double(exit)
        )
      }
    }
  }
  return all
}

/// Probabilities by enumeration.
struct EnumeratedCRF {
  let logPartition: Double
  let sequences: [(labels: [Int32], score: Double)]

  init(_ emissions: [[Float]], _ head: CRFHead, _ weights: PackedWeights) {
    sequences = allSequences(emissions, head, weights)
    let highest = sequences.reduce(-.infinity) { max($0, $1.score) }
    logPartition = highest + log(sequences.reduce(0) { $0 + exp($1.score - highest) })
  }

  /// The best sequence; of equal ones the first.
  var best: [Int32] { sequences.max { $0.score < $1.score }?.labels ?? [] }

  /// The share of the sequences that `predicate` is true for.
  func probability(where predicate: ([Int32]) -> Bool) -> Double {
    sequences.reduce(0) { $0 + (predicate($1.labels) ? exp($1.score - logPartition) : 0) }
  }
}

/// The rules of a few label sets, of which some are those of the schemes of spans.
enum TestRules: String, CaseIterable {
  /// O, B-X, I-X.
  case bio
  /// O, B-X, I-X, E-X, S-X.
  case bioes
  /// O, B-X, I-X, B-Y, I-Y.
  case twoTypes
  /// Everything but a label after itself, save the last.
  case noRepetition

  var labelCount: Int { self == .bio ? 3 : self == .noRepetition ? 4 : 5 }

  func allows(_ from: Int?, _ to: Int?) -> Bool {
    switch self {
    case .bio: return to != 2 || from == 1 || from == 2
    case .bioes:
      let isOpen = from == 1 || from == 2
      let continues = to == 2 || to == 3
      return isOpen == continues
    case .twoTypes:
      return switch to {
      case 2: from == 1 || from == 2
      case 4: from == 3 || from == 4
      default: true
      }
    case .noRepetition: return from == nil || to == nil || from != to || to == 3
    }
  }

  var constraints: LabelConstraints? {
    LabelConstraints(labelCount: labelCount, allows: allows)
  }
}

/// Labels that keep to the head's rules: those that decoding finds for random scores.
func possibleLabels(
  _ head: CRFHead, _ network: TestNetwork, _ packing: SequencePacking, seed: UInt64
) -> [Int32] {
  var pass = Pass(inferenceWith: network.weights)
  let count = head.transitions.columns
  let values = randomFloats(packing.rowCount * count, seed: seed).map { 10 * $0 }
  return head.decode(
    PackedSequences(values: pass.matrix(values, columns: count), packing: packing), in: &pass)
}
