/// How many cases a model gets right.
package struct CaseScore: Sendable {
  /// A case that a model got wrong.
  package struct Mistake: Sendable {
    /// The case.
    package let wrong: EvaluationCase
    /// What the model said.
    package let found: String
  }

  /// For each kind that was asked, in the order of the file, how many cases there are and how many are right.
  package private(set) var kinds: [(kind: CaseKind, right: Int, total: Int)] = []
  /// The cases that are wrong, in the order of the file.
  package private(set) var mistakes: [Mistake] = []
  /// How many cases are of kinds that the model does not answer.
  package private(set) var unansweredCount = 0

  /// Asks a model.
  ///
  /// - Parameters:
  ///   - cases: the cases.
  ///   - answered: the kinds that the model answers; others are left out.
  ///   - answer: what the model says of a text.
  package init(
    _ cases: [EvaluationCase], answered: [CaseKind], answer: (String) -> CaseAnswer
  ) {
    for example in cases {
      guard answered.contains(example.kind) else {
        unansweredCount += 1
        continue
      }
      let (isRight, found) = answer(example.text).check(example.expectation)
      let place = kinds.firstIndex { $0.kind == example.kind } ?? kinds.count
      if place == kinds.count { kinds.append((example.kind, 0, 0)) }
      kinds[place].total += 1
      if isRight {
        kinds[place].right += 1
      } else {
        mistakes.append(Mistake(wrong: example, found: found))
      }
    }
  }

  /// All kinds together.
  package var all: (right: Int, total: Int) {
    kinds.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.total) }
  }

  /// The least share of any kind that is right; `nil` if nothing was asked.
  package var leastShare: Double? { kinds.map { Double($0.right) / Double($0.total) }.min() }
}
