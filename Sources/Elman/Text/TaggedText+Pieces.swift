import ElmanText

extension TaggedText {
  /// A sentence of a text.
  public struct Sentence: Sendable {
    /// The sentence with its labels, by the numbers of words.
    public let tagged: TaggedSentence
    let places: TextPlaces

    /// Where it stands, from its first token to its last.
    public var range: Range<String.Index> {
      let words = tagged.sentence.words
      return place(
        (words.first?.range.lowerBound ?? 0)..<(words.last?.range.upperBound ?? 0))
    }

    /// Its text.
    public var text: Substring { places.string[range] }

    /// Its tokens: what stands apart in the text.
    public var tokens: [Token] {
      tagged.sentence.tokens.enumerated().map { Token(sentence: self, words: $1, number: $0) }
    }

    /// Its words: what is labelled. A token is one word, but for such as the French *du*, which is *de* and *le*.
    public var words: [Word] {
      let ranges = tagged.sentence.wordRanges
      return ranges.indices.map { Word(sentence: self, number: $0, bytes: ranges[$0]) }
    }

    /// Its entities: names, as far as the tagger finds them.
    public var entities: [Entity] {
      let found = tagged.entities
      return found.map { Entity(sentence: self, found: $0) }
    }

    /// Whether a paragraph begins with it.
    public var startsParagraph: Bool { tagged.sentence.startsParagraph }

    /// Where bytes of the sentence stand in the string.
    func place(_ bytes: Range<Int>) -> Range<String.Index> {
      let start = tagged.sentence.start.utf8
      return places.range(start + bytes.lowerBound..<start + bytes.upperBound)
    }
  }

  /// A token: what stands apart in the text.
  public struct Token: Sendable {
    let sentence: Sentence
    /// The numbers of its words in the sentence.
    public let words: Range<Int>
    /// Its number in the sentence.
    public let number: Int

    /// Where it stands.
    public var range: Range<String.Index> {
      sentence.place(sentence.tagged.sentence.words[words.lowerBound].range)
    }

    /// Its text.
    public var text: Substring { sentence.places.string[range] }
  }

  /// A word with its labels.
  public struct Word: Sendable {
    let sentence: Sentence
    /// Its number in the sentence.
    public let number: Int
    let bytes: Range<Int>

    /// Where it stands; of a word of a token that stands for several, and that is not written there itself, the token.
    public var range: Range<String.Index> { sentence.place(bytes) }

    /// Its text there.
    public var text: Substring { sentence.places.string[range] }

    /// The word itself: *le* for the second word of *du*.
    public var form: String { sentence.tagged.sentence.form(number) }

    /// Its universal part of speech; `nil` from a tagger that finds none.
    public var partOfSpeech: PartOfSpeech? { self[.upos].flatMap { PartOfSpeech(rawValue: $0) } }

    /// Its part of speech in the terms of its language, such as `NNS`.
    public var languagePartOfSpeech: String? {
      self[.xpos].flatMap { $0.utf8.elementsEqual("_".utf8) ? nil : $0 }
    }

    /// What its form tells; nothing from a tagger that finds none.
    public var features: MorphologicalFeatures {
      self[.feats].map { MorphologicalFeatures($0) } ?? MorphologicalFeatures()
    }

    /// Its dictionary form.
    public var lemma: String? { self[.lemma] }

    /// The number of the word that it depends on; `nil` for the root of the sentence, and from a tagger without trees.
    public var head: Int? { sentence.tagged.head(of: number) }

    /// Its relation to that, such as `nsubj`.
    public var relation: String? { self[.deps] }

    /// What stands in a column; `nil` for one that the tagger does not fill.
    public subscript(_ column: TagColumn) -> String? { sentence.tagged.label(number, in: column) }

    /// The best labels of a column with their probabilities, the best first, as many as were asked for; that of
    /// ``subscript(_:)`` need not be among them, since what is known of words goes before.
    public func alternatives(of column: TagColumn) -> [Alternative] {
      sentence.tagged.alternatives(number, in: column)
    }
  }

  /// An entity: a name, as far as the tagger finds them.
  public struct Entity: Sendable {
    let sentence: Sentence
    let found: Elman.Entity

    /// What it is, such as `PER`.
    public var type: String { found.type }

    /// The numbers of its words in the sentence.
    public var words: Range<Int> { found.words }

    /// Where it stands.
    public var range: Range<String.Index> { sentence.place(found.range) }

    /// Its text.
    public var text: Substring { sentence.places.string[range] }

    /// How probable it is that an entity of the type stands exactly there, if that was asked for.
    public var probability: Float? { found.probability }

    /// The best types of an entity that stands exactly there with their probabilities, the best first, as many as were asked for.
    public var alternatives: [Alternative] { found.alternatives }
  }
}

/// One of the best labels of a word.
public struct Alternative: Sendable, Hashable {
  /// The label, of lemmas the lemma.
  public let label: String
  /// Its probability, from 0 to 1.
  public let probability: Float
}
