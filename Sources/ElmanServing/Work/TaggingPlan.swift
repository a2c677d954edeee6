import Elman
import ElmanBytes
import ElmanStreams
import ElmanText

/// What a request wants of a tagger.
package struct TaggingPlan: Sendable {
  /// The name of the model, or of what chooses among several.
  let model: String
  /// What tags; `nil` to cut texts alone.
  let tagger: Tagger?
  /// What tags texts of which the language is told.
  let taggers: LanguageTaggers?
  /// Which columns are wanted; all unless told.
  let columns: [TagColumn]?
  /// How many of the best labels are told.
  let top: Int
  /// The form of the answer's sentences.
  let format: OutputFormat
  /// Whether it is told where each token stands.
  var tellsTokenRanges = false

  /// What tells apart sessions.
  struct SessionKey: Hashable {
    let model: Spelling
    let language: Language?
    let columns: [TagColumn]?
  }

  /// What tells apart sentences that cannot go through the network together.
  struct GroupKey: Hashable {
    let session: SessionKey
    let probabilities: Bool
    let top: Int
  }

  /// What tells apart writers.
  struct WriterKey: Hashable {
    let session: SessionKey?
    let format: OutputFormat
    let tellsTokenRanges: Bool
    let isText: Bool
  }

  func writerKey(isText: Bool) -> WriterKey {
    WriterKey(
      session: groupKey(of: nil)?.session, format: format, tellsTokenRanges: tellsTokenRanges,
      isText: isText)
  }

  /// What a sentence in a language is tagged with; `nil` where nothing tags it.
  func groupKey(of language: Language?) -> GroupKey? {
    guard tagger != nil || taggers != nil else { return nil }
    return GroupKey(
      session: SessionKey(
        model: Spelling(model), language: taggers == nil ? nil : language, columns: columns),
      probabilities: format.showsProbabilities, top: format.showsAlternatives ? top : 0)
  }

  /// What tags sentences in a language.
  func tagger(of language: Language?) -> Tagger? {
    guard let taggers, let language else { return tagger }
    return taggers.tagger(of: language)
  }
}
