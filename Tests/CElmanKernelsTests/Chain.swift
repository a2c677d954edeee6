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
    var normalisers = GuardedMatrix(1, length)
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

// Enumeration of all sequences of labels, in lexical order.
extension Chain {
  private func forEachPath(_ body: ([Int], Double) -> Void) {
    var path = [Int](repeating: 0, count: length)
    while true {
      body(path, score(path))
      guard let last = path.lastIndex(where: { $0 + 1 < labels }) else { return }
      path[last] += 1
      for t in last + 1..<length { path[t] = 0 }
    }
  }

  func enumeratedMarginals() -> Marginals {
    var total = 0.0
    var marginals = [Double](repeating: 0, count: length * labels)
    var pairs = [Double](repeating: 0, count: labels * labels)
    forEachPath { path, score in
      let weight = Exact.exponential(score)
      total += weight
      for t in 0..<length {
        marginals[t * labels + path[t]] += weight
        if t > 0 { pairs[path[t - 1] * labels + path[t]] += weight }
      }
    }
    return Marginals(
      logPartition: Exact.logarithm(total), labels: marginals.map { $0 / total },
      pairs: pairs.map { $0 / total })
  }

  func enumeratedBest() -> Path {
    var best = Path(labels: [], score: -.infinity)
    forEachPath { path, score in
      if score > best.score { best = Path(labels: path, score: score) }
    }
    return best
  }
}

// Forward-backward and Viterbi in Double, as logarithms.
extension Chain {
  private func logarithmOfSum(_ scores: [Double]) -> Double {
    let highest = scores.reduce(-.infinity, max)
    return highest + Exact.logarithm(scores.reduce(0) { $0 + Exact.exponential($1 - highest) })
  }

  func naiveMarginals() -> Marginals {
    let transitions = transitions.map(Double.init)
    let emissions = emissions.map(Double.init)
    let end = end.map(Double.init)
    var forward = start.indices.map { Double(start[$0]) + emissions[$0] }
    for t in 1..<length {
      for to in 0..<labels {
        let ways = (0..<labels).map {
          forward[(t - 1) * labels + $0] + transitions[$0 * labels + to]
        }
        forward.append(logarithmOfSum(ways) + emissions[t * labels + to])
      }
    }
    let partition = logarithmOfSum(
      (0..<labels).map { forward[(length - 1) * labels + $0] + end[$0] })

    var result = Marginals(
      logPartition: partition, labels: Array(repeating: 0, count: length * labels),
      pairs: Array(repeating: 0, count: labels * labels))
    var backward = end
    for t in (0..<length).reversed() {
      for label in 0..<labels {
        result.labels[t * labels + label] = Exact.exponential(
          forward[t * labels + label] + backward[label] - partition)
      }
      guard t > 0 else { break }
      let onward = (0..<labels).map { backward[$0] + emissions[t * labels + $0] }
      backward = (0..<labels).map { from in
        let ways = (0..<labels).map { transitions[from * labels + $0] + onward[$0] }
        for to in 0..<labels {
          result.pairs[from * labels + to] += Exact.exponential(
            forward[(t - 1) * labels + from] + ways[to] - partition)
        }
        return logarithmOfSum(ways)
      }
    }
    return result
  }

  func naiveBest() -> Path {
    var scores = start.indices.map { Double(start[$0]) + Double(emissions[$0]) }
    var pointers: [[Int]] = []
    for t in 1..<length {
      var chosen = [Int](repeating: 0, count: labels)
      var next = [Double](repeating: -.infinity, count: labels)
      for to in 0..<labels {
        for from in 0..<labels {
          let score = scores[from] + Double(transitions[from * labels + to])
          if score > next[to] { (next[to], chosen[to]) = (score, from) }
        }
        next[to] += Double(emissions[t * labels + to])
      }
      scores = next
      pointers.append(chosen)
    }
    for label in 0..<labels { scores[label] += Double(end[label]) }
    let score = scores.reduce(-.infinity, max)
    var path = [scores.firstIndex(of: score) ?? 0]
    for chosen in pointers.reversed() { path.append(chosen[path[path.count - 1]]) }
    return Path(labels: path.reversed(), score: score)
  }
}
