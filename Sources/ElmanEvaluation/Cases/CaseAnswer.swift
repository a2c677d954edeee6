import Elman
import ElmanBytes
import ElmanText

/// What a model says of a case's text.
package enum CaseAnswer: Sendable {
  /// Its sentences.
  case sentences([Sentence])
  /// Its sentences, tagged.
  case tagged([TaggedSentence])
  /// Its label, and its sentiment if there is one.
  case label(String, sentiment: Float?)

  /// The words of the sentences that have any.
  private var forms: [[Spelling]] {
    let sentences: [Sentence] =
      switch self {
      case .sentences(let sentences): sentences
      case .tagged(let tagged): tagged.map(\.sentence)
      case .label: []
      }
    return sentences.filter { !$0.words.isEmpty }.map { sentence in
      sentence.words.indices.map { Spelling(sentence.form($0)) }
    }
  }

  private var tagged: [TaggedSentence] {
    if case .tagged(let tagged) = self { tagged } else { [] }
  }

  /// Whether the answer is what is expected, and what it is.
  package func check(_ expectation: CaseExpectation) -> (isRight: Bool, found: String) {
    let found = forms
    switch expectation {
    case .words(let expected, let endsMatter):
      let isRight = endsMatter ? found == expected : found.joined().elementsEqual(expected.joined())
      return (isRight, shown(found))
    case .whole(let expected):
      var left: [Spelling: Int] = [:]
      for form in found.joined() { left[form, default: 0] += 1 }
      for form in expected { left[form, default: 0] -= 1 }
      return (left.values.allSatisfy { $0 >= 0 }, shown(found))
    case .sentenceCount(let count):
      return (found.count == count, shown(found))
    case .values(let column, let pairs): return check(pairs, in: column)
    case .entities(let pairs, let none): return check(pairs, none: none)
    case .sentiment(let side):
      guard case .label(let label, let score?) = self else { return (false, "no sentiment") }
      return (side.scores.contains(score), "\(label) \((100 * score).rounded() / 100)")
    case .label(let expected):
      guard case .label(let label, _) = self else { return (false, "no label") }
      return (Spelling(label) == expected, label)
    }
  }

  private func shown(_ sentences: [[Spelling]]) -> String {
    sentences.map { $0.map(\.text).joined(separator: " ") }.joined(separator: " || ")
  }

  /// The first pair of a word stands for its first occurrence, and so on.
  private func check(
    _ pairs: [CaseExpectation.Pair], in column: TagColumn
  ) -> (isRight: Bool, found: String) {
    var values: [Spelling: [String]] = [:]
    for sentence in tagged {
      for index in sentence.sentence.words.indices {
        let value = sentence.label(index, in: column) ?? ""
        values[Spelling(sentence.sentence.form(index)), default: []].append(value)
      }
    }
    var (isRight, found): (Bool, [String]) = (true, [])
    for pair in pairs {
      guard let value = values[pair.text]?.first else {
        (isRight, found) = (false, found + ["no word \(pair.text)"])
        continue
      }
      values[pair.text]?.removeFirst()
      found.append("\(pair.text)=\(value)")
      if column == .feats {
        let features = Set(value.utf8.split(separator: 0x7C).map(Array.init))
        let wanted = Set(pair.value.text.utf8.split(separator: 0x7C).map(Array.init))
        if !wanted.isSubset(of: features) { isRight = false }
      } else if Spelling(value) != pair.value {
        isRight = false
      }
    }
    return (isRight, found.joined(separator: " "))
  }

  /// The entities are to be those of the pairs, if there are any, and none of what is none.
  private func check(
    _ pairs: [CaseExpectation.Pair], none: [Spelling]
  ) -> (isRight: Bool, found: String) {
    let found = tagged.flatMap { sentence in
      sentence.entities.map {
        CaseExpectation.Pair(text: Spelling(sentence.text(of: $0)), value: Spelling($0.type))
      }
    }
    let areThese = pairs.isEmpty || Set(found) == Set(pairs)
    let isNone = found.allSatisfy { !none.contains($0.text) }
    return (areThese && isNone, found.map { "\($0.text)=\($0.value)" }.joined(separator: " "))
  }
}
