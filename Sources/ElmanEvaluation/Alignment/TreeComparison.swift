/// Compares the trees of two annotations of one text, whose words are aligned.
///
/// Reference: Zeman et al. (2018), "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal
/// Dependencies", section 5.
struct TreeComparison {
  private let gold: AnnotatedText
  private let system: AnnotatedText
  private let pairs: [(gold: Int, system: Int)]
  /// For each word of the system the gold one that it is aligned with.
  private var aligned: [Int?]
  /// For each word its words of function.
  private let goldFunction: [[Int]]
  private let systemFunction: [[Int]]

  /// `nil` unless all words of both have a head.
  init?(_ gold: AnnotatedText, _ system: AnnotatedText, pairs: [(gold: Int, system: Int)]) {
    guard (gold.words + system.words).allSatisfy({ $0.head != nil }), gold.wordCount > 0 else {
      return nil
    }
    (self.gold, self.system, self.pairs) = (gold, system, pairs)
    aligned = Array(repeating: nil, count: system.wordCount)
    for pair in pairs { aligned[pair.system] = pair.gold }
    goldFunction = Self.functionWords(of: gold)
    systemFunction = Self.functionWords(of: system)
  }

  private static func functionWords(of text: AnnotatedText) -> [[Int]] {
    var children = [[Int]](repeating: [], count: text.wordCount)
    for (index, word) in text.words.enumerated() {
      if let head = word.head, head >= 0, Relations.function.contains(word.relation) {
        children[head].append(index)
      }
    }
    return children
  }

  /// Whether an aligned word has the right head: that which the gold one's is aligned with.
  private func isAttached(_ pair: (gold: Int, system: Int)) -> Bool {
    guard let head = gold.words[pair.gold].head, let found = system.words[pair.system].head else {
      return false
    }
    return found == AnnotatedText.Word.root ? head == found : aligned[found] == head
  }

  private func isLabelled(_ pair: (gold: Int, system: Int)) -> Bool {
    isAttached(pair) && gold.words[pair.gold].relation == system.words[pair.system].relation
  }

  /// Whether the tags of an aligned word and all about its words of function are right.
  private func hasMorphology(_ pair: (gold: Int, system: Int)) -> Bool {
    func isSame(_ left: AnnotatedText.Word, _ right: AnnotatedText.Word) -> Bool {
      left.upos == right.upos && left.features == right.features
    }
    let (left, right) = (goldFunction[pair.gold], systemFunction[pair.system])
    return isSame(gold.words[pair.gold], system.words[pair.system]) && left.count == right.count
      && zip(left, right).allSatisfy { own, other in
        let (first, second) = (gold.words[own], system.words[other])
        return aligned[other] == own && first.relation == second.relation && isSame(first, second)
      }
  }

  private func hasLemma(_ pair: (gold: Int, system: Int)) -> Bool {
    let lemma = gold.words[pair.gold].lemma
    return lemma == [UInt8(ascii: "_")] || lemma == system.words[pair.system].lemma
  }

  private static func isContent(_ word: AnnotatedText.Word) -> Bool {
    Relations.content.contains(word.relation)
  }

  /// The counts of all metrics of trees.
  var counts: [RawTextScore.Metric: MatchCounts] {
    func all(_ isCorrect: ((gold: Int, system: Int)) -> Bool) -> MatchCounts {
      MatchCounts(
        gold: gold.wordCount, predicted: system.wordCount, correct: pairs.count(where: isCorrect))
    }
    let content = (
      gold: gold.words.count(where: Self.isContent),
      system: system.words.count(where: Self.isContent),
      pairs: pairs.filter { Self.isContent(gold.words[$0.gold]) }
    )
    func ofContent(_ isCorrect: ((gold: Int, system: Int)) -> Bool) -> MatchCounts {
      MatchCounts(
        gold: content.gold, predicted: content.system,
        correct: content.pairs.count(where: isCorrect))
    }
    return [
      .unlabelledAttachment: all(isAttached),
      .labelledAttachment: all(isLabelled),
      .contentAttachment: ofContent(isLabelled),
      .morphologyAttachment: ofContent { isLabelled($0) && hasMorphology($0) },
      .lemmaAttachment: ofContent { isLabelled($0) && hasLemma($0) },
    ]
  }

  /// How many words of content are aligned.
  var alignedContentCount: Int { pairs.count { Self.isContent(gold.words[$0.gold]) } }
}
