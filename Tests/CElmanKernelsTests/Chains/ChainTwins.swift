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
