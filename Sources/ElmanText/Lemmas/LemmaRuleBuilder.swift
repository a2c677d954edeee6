/// Finds the rules that make the lemmas of a corpus.
///
/// Several rules make most lemmas of their forms. Of those of a pair the one is taken that is the
/// shortest for the most words of the corpus, so that few rules are left.
package struct LemmaRuleBuilder: Sendable {
  /// A form and its lemma, told apart by their bytes.
  struct Pair: Hashable, Sendable {
    let form: [UInt8]
    let lemma: [UInt8]

    init(form: String, lemma: String) {
      self.form = Array(form.utf8)
      self.lemma = Array(lemma.utf8)
    }

    var candidates: [(rule: LemmaRule, length: Int)] {
      LemmaRule.candidates(
        form: String(decoding: form, as: UTF8.self), lemma: String(decoding: lemma, as: UTF8.self))
    }
  }

  private var counts: [Pair: Int] = [:]

  /// Creates a builder that has counted nothing.
  package init() {}

  /// Counts a form with its lemma once more.
  package mutating func add(form: String, lemma: String) {
    counts[Pair(form: form, lemma: lemma), default: 0] += 1
  }

  /// Makes the table of rules.
  ///
  /// - Parameter minimumCount: a rule that is taken for fewer words is left out.
  package func build(minimumCount: Int = 1) -> LemmaRuleTable {
    let candidates = counts.keys.map { (pair: $0, rules: $0.candidates) }
    var shortest: [LemmaRule: Int] = [:]
    for (pair, rules) in candidates {
      if let first = rules.first { shortest[first.rule, default: 0] += counts[pair] ?? 0 }
    }
    var taken: [LemmaRule: Int] = [:]
    var rule: [Pair: LemmaRule] = [:]
    for (pair, rules) in candidates {
      // The first of those with the greatest count.
      let best = rules.reduce(nil as (rule: LemmaRule, count: Int)?) { best, candidate in
        let count = shortest[candidate.rule] ?? 0
        return best.map { count <= $0.count } == true ? best : (candidate.rule, count)
      }
      guard let best else { continue }
      taken[best.rule, default: 0] += counts[pair] ?? 0
      rule[pair] = best.rule
    }
    let kept = taken.filter { $0.value >= minimumCount }
      .map { (rule: $0.key, count: $0.value, name: Array($0.key.description.utf8)) }
      .sorted {
        $0.count != $1.count
          ? $0.count > $1.count : $0.name.lexicographicallyPrecedes($1.name)
      }
      .map(\.rule)
    return LemmaRuleTable(kept, ruleOfPair: rule)
  }
}

/// The rules of a corpus, and which of them each of its pairs has.
package struct LemmaRuleTable: Sendable {
  /// The rules, the most frequent first.
  package let rules: [LemmaRule]
  private let indexOfPair: [LemmaRuleBuilder.Pair: Int]

  /// Gives each pair its rule, or where that was left out the most frequent one that makes its lemma.
  init(_ rules: [LemmaRule], ruleOfPair: [LemmaRuleBuilder.Pair: LemmaRule]) {
    self.rules = rules
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    var indexOfPair: [LemmaRuleBuilder.Pair: Int] = [:]
    for (pair, rule) in ruleOfPair {
      indexOfPair[pair] =
        indices[rule]
        ?? rules.firstIndex { rule in
          var lemma: [UInt8] = []
          pair.form.withUnsafeBufferPointer { rule.append(to: &lemma, lemmaOf: $0) }
          return lemma == pair.lemma
        }
    }
    self.indexOfPair = indexOfPair
  }

  /// The number of the rule that makes a lemma of a form; `nil` if no rule of the table does, or the
  /// corpus lacks the pair.
  package func index(form: String, lemma: String) -> Int? {
    indexOfPair[LemmaRuleBuilder.Pair(form: form, lemma: lemma)]
  }
}
