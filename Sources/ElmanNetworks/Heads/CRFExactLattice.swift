import ElmanLibc
import ElmanTensors

/// Forward-backward in logarithms and double precision: slow, and right for scores of any size.
///
/// alpha_t(j) = score_t(j) + log Σ_i exp(alpha_{t-1}(i) + A(i, j)) and
/// beta_t(i) = log Σ_j exp(A(i, j) + score_{t+1}(j) + beta_{t+1}(j)).
struct CRFExactLattice {
  private let labelCount: Int
  private let transitions: UnsafeMutablePointer<Double>
  private let start: UnsafeMutablePointer<Double>
  private let end: UnsafeMutablePointer<Double>
  private let scores: UnsafeMutablePointer<Double>
  private let alpha: UnsafeMutablePointer<Double>
  private let beta: UnsafeMutablePointer<Double>
  private let terms: UnsafeMutablePointer<Double>

  init(_ head: CRFHead, constraints: LabelConstraints, longest: Int, in pass: inout Pass) {
    let count = head.transitions.columns
    func room(_ count: Int) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(pass.workspace.floats(2 * count)).bindMemory(
        to: Double.self, capacity: count)
    }
    (labelCount, transitions, start, end) = (count, room(count * count), room(count), room(count))
    (scores, alpha) = (room(longest * count), room(longest * count))
    (beta, terms) = (room(longest * count), room(count))
    let weights = pass.weights
    let (steps, first, last) = (weights[head.transitions], weights[head.start], weights[head.end])
    for from in 0..<count {
      start[from] = constraints.allows(from: nil, to: from) ? Double(first[0, from]) : -.infinity
      end[from] = constraints.allows(from: from, to: nil) ? Double(last[0, from]) : -.infinity
      for to in 0..<count {
        transitions[from * count + to] =
          constraints.allows(from: from, to: to) ? Double(steps[from, to]) : -.infinity
      }
    }
  }

  /// Sets the marginals of a sequence and adds its expected transitions, divided by `transitions`, to
  /// `pairs`.
  ///
  /// - Returns: log Z.
  func run(
    _ packed: PackedSequences, sequence: Int, marginals: MutableMatrixView,
    pairs: MutableMatrixView?,
    transitions factors: MutableMatrixView
  ) -> Double {
    let length = packed.packing.lengths[sequence]
    for step in 0..<length {
      let row = packed.packing.row(step: step, sequence: sequence)
      for label in 0..<labelCount {
        scores[step * labelCount + label] = Double(packed.values[row, label])
      }
    }
    let logPartition = sweep(length: length)
    marginals.rows(0..<length).fill(0)
    for step in 0..<length {
      for label in 0..<labelCount {
        let place = step * labelCount + label
        marginals[step, label] = Float(exp(alpha[place] + beta[place] - logPartition))
      }
    }
    // Where nothing is possible there are no transitions.
    guard let pairs, logPartition.isFinite else { return logPartition }
    for step in 1..<max(length, 1) {
      for from in 0..<labelCount {
        for to in 0..<labelCount where factors[from, to] > 0 {
          let next = step * labelCount + to
          let way =
            alpha[next - labelCount - to + from] + transitions[from * labelCount + to]
            + scores[next] + beta[next]
          pairs[from, to] += Float(exp(way - logPartition)) / factors[from, to]
        }
      }
    }
    return logPartition
  }

  private func sweep(length: Int) -> Double {
    for label in 0..<labelCount { alpha[label] = start[label] + scores[label] }
    for step in 1..<max(length, 1) {
      for to in 0..<labelCount {
        for from in 0..<labelCount {
          terms[from] =
            alpha[(step - 1) * labelCount + from] + transitions[from * labelCount + to]
        }
        alpha[step * labelCount + to] = logarithmOfSum() + scores[step * labelCount + to]
      }
    }
    for label in 0..<labelCount { beta[(length - 1) * labelCount + label] = end[label] }
    for step in (0..<length - 1).reversed() {
      for from in 0..<labelCount {
        beta[step * labelCount + from] = onward(from: from, at: step, except: nil)
      }
    }
    for label in 0..<labelCount {
      terms[label] = alpha[(length - 1) * labelCount + label] + end[label]
    }
    return logarithmOfSum()
  }

  /// log Σ exp(A(from, j) + score(j) + beta(j)) over the labels of the next step but one.
  private func onward(from: Int, at step: Int, except: Int?) -> Double {
    for to in 0..<labelCount {
      let next = (step + 1) * labelCount + to
      terms[to] =
        to == except
        ? -.infinity : transitions[from * labelCount + to] + scores[next] + beta[next]
    }
    return logarithmOfSum()
  }

  private func logarithmOfSum() -> Double {
    var highest = -Double.infinity
    for label in 0..<labelCount where !(terms[label] <= highest) { highest = terms[label] }
    guard highest.isFinite else { return highest }
    var sum = 0.0
    for label in 0..<labelCount { sum += exp(terms[label] - highest) }
    return highest + log(sum)
  }

  /// The probability of a span in the sequence last computed.
  func probability(of span: CRFSpan, length: Int, logPartition: Double) -> Double {
    var score = -logPartition
    var previous: Int?
    for step in span.steps {
      guard let label = span.labels.label(at: step, in: span.steps) else { return 0 }
      let place = step * labelCount + label
      if let previous {
        score += transitions[previous * labelCount + label] + scores[place]
      } else {
        score += alpha[place]
      }
      previous = label
    }
    guard let last = previous else { return 0 }
    let step = span.steps.upperBound - 1
    if let longer = span.labels.continuation, step + 1 < length {
      score += onward(from: last, at: step, except: Int(longer))
    } else {
      score += beta[step * labelCount + last]
    }
    return exp(score)
  }
}
