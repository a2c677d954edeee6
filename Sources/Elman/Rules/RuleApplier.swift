import ElmanCorpora
import ElmanText

/// Sets in tagged sentences what rules say, one after the other in one thread.
struct RuleApplier {
  private let rules: TaggingRules
  private let ruled: RuledColumns
  /// Where the columns stand in the results, as far as somebody asked for them.
  private let places: [(column: TagColumn, place: Int)]
  private let entityPlace: Int?
  /// Whether rules alone find entities, so that all other words are certain to be in none.
  private let areEntitiesAlone: Bool
  private var wordMatcher: PhraseMatcher
  private var phraseMatcher: PhraseMatcher

  /// - Parameters:
  ///   - rules: the rules.
  ///   - ruled: the columns that they make of the tagger's.
  ///   - columns: those of them that results have.
  ///   - areEntitiesAlone: whether the tagger itself finds no entities.
  init(
    _ rules: TaggingRules, _ ruled: RuledColumns, results columns: [TaggerColumn],
    areEntitiesAlone: Bool
  ) {
    self.rules = rules
    self.ruled = ruled
    places = columns.enumerated().map { ($1.column, $0) }
    entityPlace =
      rules.entities.isEmpty ? nil : columns.firstIndex { $0.column == .ner }
    self.areEntitiesAlone = areEntitiesAlone
    wordMatcher = PhraseMatcher(rules.wordTable)
    phraseMatcher = PhraseMatcher(rules.phraseTable)
  }

  /// Whether there are words with fixed columns.
  var hasWords: Bool { !rules.words.isEmpty }

  /// What is fixed of a word: its columns with the numbers of the labels there. A rule for the case that it is written in
  /// goes before one for any.
  mutating func labels(
    of word: UnsafeBufferPointer<UInt8>
  ) -> [(column: TagColumn, label: Int32)] {
    switch wordMatcher.phrases(equalTo: word) {
    case (nil, nil): return []
    case (let exact?, nil): return ruled.words[exact]
    case (nil, let folded?): return ruled.words[folded]
    case (let exact?, let folded?):
      let own = ruled.words[exact]
      return own
        + ruled.words[folded].filter { other in !own.contains { $0.column == other.column } }
    }
  }

  /// Sets the tags and entities of a sentence.
  mutating func apply(to tagged: inout TaggedSentence) {
    if hasWords {
      for word in tagged.sentence.words.indices {
        let labels = tagged.sentence.withBytes(of: word) { self.labels(of: $0) }
        for (column, label) in labels {
          guard let place = places.first(where: { $0.column == column })?.place else { continue }
          tagged.setCertain(word, at: place, to: label)
        }
      }
    }
    if let entityPlace { setEntities(at: entityPlace, of: &tagged) }
  }

  private mutating func setEntities(at place: Int, of tagged: inout TaggedSentence) {
    let sentence = tagged.sentence
    if areEntitiesAlone, tagged.hasProbabilities {
      for word in sentence.words.indices {
        tagged.setCertain(word, at: place, to: ruled.outside)
      }
    }
    var found: [LabelledSpan]?
    let entities = rules.entities
    // What the network found is asked for only where a phrase stands.
    let matches = phraseMatcher.matches(in: sentence.text, Self.units(of: sentence)) { match in
      if entities[match.phrase].isOver { return true }
      let spans = found ?? tagged.entitySpans
      found = spans
      return !spans.contains { $0.range.overlaps(match.units) }
    }
    if matches.isEmpty { return }
    for span in found ?? tagged.entitySpans
    where matches.contains(where: { $0.units.overlaps(span.range) }) {
      for word in span.range { tagged.setCertain(word, at: place, to: ruled.outside) }
    }
    for match in matches {
      let labels = ruled.entityLabels[entities[match.phrase].type]
      let (first, last) = (match.units.lowerBound, match.units.upperBound - 1)
      for word in match.units {
        let label =
          first == last
          ? labels.single
          : word == first ? labels.first : word == last ? labels.last : labels.inside
        tagged.setCertain(word, at: place, to: label)
      }
      tagged.setEntityProbability(1, from: first)
      if tagged.top > 0 {
        let type = rules.entityTypes[entities[match.phrase].type]
        tagged.setEntityAlternatives([Alternative(label: type, probability: 1)], from: first)
      }
    }
  }

  /// The words of a sentence as phrases begin and end with them. A word that does not stand literally in its multiword
  /// token has the place of that, which is begun by the first of its words and ended by the last.
  private static func units(of sentence: Sentence) -> [PhraseUnit] {
    var units = sentence.wordRanges.map { PhraseUnit($0) }
    for multiword in sentence.multiwords {
      for word in multiword.words.dropFirst() {
        let isApart = units[word].range.lowerBound >= units[word - 1].range.upperBound
        units[word].canStart = isApart
        units[word - 1].canEnd = isApart
      }
      // What is left out by all words is the first's or the last's.
      let (first, last) = (multiword.words.lowerBound, multiword.words.upperBound - 1)
      units[first].range = multiword.range.lowerBound..<units[first].range.upperBound
      units[last].range = units[last].range.lowerBound..<multiword.range.upperBound
    }
    return units
  }
}
