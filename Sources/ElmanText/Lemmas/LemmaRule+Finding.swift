extension LemmaRule {
  /// The rules that make a lemma of a form, each with its length in scalars cut and put: for each
  /// casing the edit that keeps their longest common part, and the lemma as a whole. The shortest
  /// stands first.
  ///
  /// - Returns: at least one rule, but for an empty lemma.
  /// - Complexity: O(nm) in the scalars of both.
  package static func candidates(form: String, lemma: String) -> [(rule: LemmaRule, length: Int)] {
    let target = Array(lemma.unicodeScalars)
    guard !target.isEmpty else { return [] }
    let scalars = Array(form.unicodeScalars)
    var rules: [(rule: LemmaRule, length: Int)] = []
    var seen: Set<[Unicode.Scalar]> = []
    for casing in Casing.allCases {
      let base = casing.applied(to: scalars)
      let isLong = base.count * target.count > 1_000_000 && base != target
      // Of casings with one outcome the first stands for all, so that a rule has one name.
      guard !isLong, seen.insert(base).inserted,
        let (start, end, count) = longestCommonPart(base, target), count > 0
      else { continue }
      let rule = LemmaRule(
        casing: casing, cutStart: start, cutEnd: base.count - start - count,
        prefix: string(target[..<end]), suffix: string(target[(end + count)...]))
      rules.append((rule, base.count + target.count - 2 * count))
    }
    rules.append((LemmaRule(whole: lemma), target.count + 1))
    // A sort that keeps the order of equals.
    return rules.enumerated()
      .sorted { ($0.element.length, $0.offset) < ($1.element.length, $1.offset) }
      .map(\.element)
      .filter { $0.rule.lemma(of: form).utf8.elementsEqual(lemma.utf8) }
  }

  /// Where the first of the longest common parts begins in both, and how long it is.
  private static func longestCommonPart(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar]
  ) -> (left: Int, right: Int, count: Int)? {
    if left == right { return (0, 0, left.count) }
    var best = (left: 0, right: 0, count: 0)
    var lengths = [Int](repeating: 0, count: right.count + 1)
    for (row, scalar) in left.enumerated() {
      for column in right.indices.reversed() {
        lengths[column + 1] = right[column] == scalar ? lengths[column] + 1 : 0
        let count = lengths[column + 1]
        let (start, end) = (row + 1 - count, column + 1 - count)
        if count > best.count || count == best.count && start == best.left && end < best.right {
          best = (start, end, count)
        }
      }
    }
    return best.count > 0 ? best : nil
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
