/// The labels that write a span of one type, by their numbers; `nil` for one that the labels lack.
package struct SpanLabels: Sendable, Hashable {
  /// At the first of several tokens.
  package var first: Int32?
  /// At a token between the first and the last.
  package var inside: Int32?
  /// At the last of several tokens.
  package var last: Int32?
  /// At a token that is a span of its own.
  package var single: Int32?
  /// What would make the span longer when it follows, as `I-` does where no label of its own ends a
  /// span; `nil` where `last` and `single` end it.
  package var continuation: Int32?

  /// Names the labels.
  package init(
    first: Int32?, inside: Int32?, last: Int32?, single: Int32?, continuation: Int32? = nil
  ) {
    self.first = first
    self.inside = inside
    self.last = last
    self.single = single
    self.continuation = continuation
  }

  /// The label at a step of a span.
  func label(at step: Int, in steps: Range<Int>) -> Int? {
    let isFirst = step == steps.lowerBound
    let isLast = step + 1 == steps.upperBound
    let label = isFirst ? isLast ? single : first : isLast ? last : inside
    return label.map(Int.init)
  }
}

/// A span that a CRF may be asked about.
package struct CRFSpan: Sendable, Hashable {
  /// The number of the sequence in packed order, from the longest on.
  package var sequence: Int
  /// The steps of the span, at least one.
  package var steps: Range<Int>
  /// The labels of its type.
  package var labels: SpanLabels

  /// Asks about a span.
  package init(sequence: Int, steps: Range<Int>, labels: SpanLabels) {
    self.sequence = sequence
    self.steps = steps
    self.labels = labels
  }
}

extension CRFHead {
  /// The probabilities that spans stand exactly there: the share of all sequences of labels that have
  /// the span's labels at its steps and end it there.
  ///
  /// Given its marginals, the labels of a CRF are a Markov chain:
  /// p(y_i … y_j) = p(y_i) Π p(y_{t+1} | y_t), with p(b | a) = A(a, b) u_{t+1}(b) / Σ_c A(a, c) u_{t+1}(c)
  /// and u_t(b) = exp(score_t(b)) beta_t(b).
  ///
  /// - Parameters:
  ///   - scores: `[tokens, labelCount]`.
  ///   - spans: those of one sequence beside each other, each within its sequence.
  ///   - probabilities: set to one number a span; 0 for a span that needs a label which there is not.
  ///   - pass: gives memory.
  /// - Complexity: forward and backward over each sequence with spans, and O(labelCount) for each step
  ///   of a span.
  ///
  /// Reference: Culotta and McCallum, 2004, Confidence Estimation for Information Extraction.
  package func spanProbabilities(
    _ scores: PackedSequences, spans: [CRFSpan], into probabilities: inout [Float],
    in pass: inout Pass
  ) {
    let packing = scores.packing
    let lattice = CRFLattice(
      self, constraints: constraints, longest: packing.stepCount, in: &pass)
    probabilities.removeAll(keepingCapacity: true)
    var current: (sequence: Int, logPartition: Double, isExact: Bool)?
    for span in spans {
      let length = packing.lengths[span.sequence]
      precondition(
        !span.steps.isEmpty && span.steps.lowerBound >= 0 && span.steps.upperBound <= length,
        "a span of steps \(span.steps) in a sequence of \(length)")
      var computed = current ?? (-1, 0, false)
      if computed.sequence != span.sequence {
        let (logPartition, isExact) = lattice.run(scores, sequence: span.sequence, pairs: nil)
        computed = (span.sequence, logPartition, isExact)
        current = computed
      }
      let probability =
        if computed.isExact, let exact = lattice.exact {
          exact.probability(of: span, length: length, logPartition: computed.logPartition)
        } else {
          lattice.probability(of: span, length: length)
        }
      // Rounding may leave a hair more than all of it.
      probabilities.append(Float(probability > 1 ? 1 : probability))
    }
  }

  /// The same in a new array.
  package func spanProbabilities(
    _ scores: PackedSequences, spans: [CRFSpan], in pass: inout Pass
  ) -> [Float] {
    var probabilities: [Float] = []
    spanProbabilities(scores, spans: spans, into: &probabilities, in: &pass)
    return probabilities
  }
}

extension CRFLattice {
  /// The probability of a span in the sequence last computed by the kernel.
  fileprivate func probability(of span: CRFSpan, length: Int) -> Double {
    var probability = 0.0
    var previous: Int?
    for step in span.steps {
      guard let label = span.labels.label(at: step, in: span.steps) else { return 0 }
      if let previous {
        probability *= transitionProbability(to: label, after: previous, at: step)
      } else {
        probability = Double(marginals[step, label])
      }
      previous = label
    }
    let next = span.steps.upperBound
    if let last = previous, let longer = span.labels.continuation, next < length {
      probability *= 1 - transitionProbability(to: Int(longer), after: last, at: next)
    }
    return probability
  }

  /// p(label at the step | the label before).
  private func transitionProbability(to label: Int, after previous: Int, at step: Int) -> Double {
    let (factors, onward) = (transitions[row: previous], continuations[row: step])
    var sum = 0.0
    for other in factors.indices { sum += Double(factors[other]) * Double(onward[other]) }
    return sum > 0 ? Double(factors[label]) * Double(onward[label]) / sum : 0
  }
}
