import ElmanText

/// A text with all that a tagger finds in it, each piece with its range in the string.
///
/// ```swift
/// let text = try Tagger(.english).analyze("Mira left Boston. She flew.")
/// for word in text.words where word.partOfSpeech == .verb { print(text.string[word.range], word.lemma ?? "") }
/// for entity in text.entities { print(entity.text, entity.type) }
/// ```
public struct TaggedText: Sendable {
  /// The text.
  public let string: String
  /// The sentences in the order of the text, those of white space alone left out.
  public let sentences: [Sentence]

  /// Places sentences in the text that they were cut from.
  ///
  /// - Parameters:
  ///   - string: the text.
  ///   - tagged: all its sentences: their texts, one after the other, are the text.
  package init(_ string: String, tagged: [TaggedSentence]) {
    let places = TextPlaces(string)
    self.string = places.string
    sentences = tagged.filter { !$0.sentence.words.isEmpty }.map {
      Sentence(tagged: $0, places: places)
    }
  }

  /// The words of all sentences.
  public var words: [Word] { sentences.flatMap(\.words) }
  /// The tokens of all sentences.
  public var tokens: [Token] { sentences.flatMap(\.tokens) }
  /// The entities of all sentences.
  public var entities: [Entity] { sentences.flatMap(\.entities) }
}

/// Turns offsets in UTF-8 into places in a string, each in constant time.
package struct TextPlaces: Sendable {
  /// The string, stored as UTF-8.
  package let string: String

  package init(_ string: String) {
    var string = string
    string.makeContiguousUTF8()
    self.string = string
  }

  /// The index of a byte that begins a scalar.
  package func index(_ offset: Int) -> String.Index {
    string.utf8.index(string.startIndex, offsetBy: offset)
  }

  /// The indices of a range of bytes.
  package func range(_ bytes: Range<Int>) -> Range<String.Index> {
    index(bytes.lowerBound)..<index(bytes.upperBound)
  }
}
