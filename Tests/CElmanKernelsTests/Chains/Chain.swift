import CElmanKernels
import Testing

/// A linear-chain CRF over one sequence, with scores as logarithms, for the kernels and for Double.
struct Chain {
  let length: Int
  let labels: Int
  /// One a label.
  var start, end: [Float]
  /// labels × labels, [from, to].
  var transitions: [Float]
  /// length × labels.
  var emissions: [Float]

  /// The number of labels rounded up to 16.
  var width: Int { (labels + 15) / 16 * 16 }

  init(length: Int, labels: Int, seed: UInt64, in range: ClosedRange<Float> = -3...3) {
    self.length = length
    self.labels = labels
    var random = SeededRandom(seed)
    start = random.floats(labels, in: range)
    end = random.floats(labels, in: range)
    transitions = random.floats(labels * labels, in: range)
    emissions = random.floats(length * labels, in: range)
  }

  /// The probabilities that follow from the scores.
  struct Marginals {
    var logPartition: Double
    /// length × labels.
    var labels: [Double]
    /// The expected number of transitions, labels × labels.
    var pairs: [Double]
  }

  struct Path: Equatable {
    var labels: [Int]
    var score: Double
  }

  /// The score of one sequence of labels.
  func score(_ path: [Int]) -> Double {
    var score = Double(start[path[0]])
    for t in path.indices {
      if t > 0 { score += Double(transitions[path[t - 1] * labels + path[t]]) }
      score += Double(emissions[t * labels + path[t]])
    }
    return score + Double(end[path[length - 1]])
  }
}

// The kernels.
extension Chain {
  private func padded(_ rows: [Float], _ fill: Float, _ map: (Float) -> Float = { $0 }) -> [Float] {
    let count = rows.count / labels
    return (0..<count).flatMap { row in
      rows[row * labels..<(row + 1) * labels].map(map)
        + Array(repeating: fill, count: width - labels)
    }
  }

  private func square(_ fill: Float, _ map: (Float) -> Float = { $0 }) -> [Float] {
    padded(transitions, fill, map)
      + Array(repeating: fill, count: (width - labels) * width)
  }

  /// Forward-backward by the kernel. Expected pairs come with the factor transitions; the kernel
  /// adds them to `pairsBefore`, or leaves them out for nil.
  func marginals(pairsBefore: Float? = 0) -> (marginals: Marginals, written: [Float]) {
    func probability(_ score: Float) -> Float { Float(Exact.exponential(Double(score))) }
    let width = width
    let matrix = square(0, probability)
    let transposed = (0..<width * width).map { matrix[$0 % width * width + $0 / width] }
    var emissions = GuardedMatrix(length, width, padded(emissions, -.infinity))
    var forwardRows = GuardedMatrix(length, width)
    var normalisers = GuardedMatrix(1, length + 1)
    var pairs = GuardedMatrix(
      width, width, Array(repeating: pairsBefore ?? 0, count: width * width))
    let logPartition = pairs.storage.withUnsafeMutableBufferPointer {
      elman_crf_marginals(
        length, width, padded(start, 0, probability), padded(end, 0, probability), matrix,
        transposed, &emissions.storage, &forwardRows.storage, &normalisers.storage,
        pairsBefore == nil ? nil : $0.baseAddress)
    }
    #expect(emissions.canariesAreIntact && forwardRows.canariesAreIntact)
    #expect(normalisers.canariesAreIntact && pairs.canariesAreIntact)

    var result = Marginals(logPartition: logPartition, labels: [], pairs: [])
    for t in 0..<length {
      for label in 0..<width {
        if label < labels {
          result.labels.append(Double(emissions[t, label]))
        } else {
          #expect(emissions[t, label] == 0 || logPartition.isNaN)
        }
      }
    }
    for from in 0..<labels {
      for to in 0..<labels {
        result.pairs.append(Double(pairs[from, to]) * Double(matrix[from * width + to]))
      }
    }
    return (result, emissions.values + pairs.values + [Float(logPartition)])
  }

  /// The best path by the kernel.
  func best() -> Path {
    var scores = GuardedMatrix(2, width)
    var pointers = [Int32](repeating: -7, count: length * width + 1)
    var best = [Int32](repeating: -7, count: length + 1)
    let score = elman_crf_best(
      length, width, padded(start, -.infinity), padded(end, -.infinity), square(-.infinity),
      padded(emissions, -.infinity), &scores.storage, &pointers, &best)
    #expect(scores.canariesAreIntact && pointers[length * width] == -7 && best[length] == -7)
    return Path(labels: best[..<length].map(Int.init), score: Double(score))
  }
}
