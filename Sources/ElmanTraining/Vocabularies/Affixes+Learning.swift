import Elman
import ElmanText

extension Affixes {
  /// The affixes of the model that training starts from, or else those of a corpus.
  ///
  /// - Parameters:
  ///   - forms: the words of the corpus.
  ///   - size: the size of their vectors; 0 for a network that reads none.
  ///   - minimumCount: an affix that fewer distinct words have is unknown.
  ///   - start: what training starts from.
  static func learned(
    from forms: SentenceForms, size: Int, minimumCount: Int, start: PretrainedStart?
  ) throws(TrainingError) -> Affixes? {
    if size == 0 { return nil }
    if let known = start?.affixes { return known }
    do throws(VocabularyError) {
      return try Affixes(of: forms.distinct, minimumCount: minimumCount)
    } catch { throw .vocabulary(reason: "\(error)") }
  }
}
