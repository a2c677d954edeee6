import ElmanTensors
import ElmanText

extension LanguageModel {
  /// The weights as numbers in single precision, whatever they are stored as.
  package var singleWeights: PackedWeights {
    weights as? PackedWeights ?? PackedWeights(weights.singlePrecision, forTraining: false)
  }

  /// The same model with the first words alone: those that it learned itself, and of the others, which have only a
  /// vector learned elsewhere, so many that all together are `count`.
  ///
  /// - Throws: `VocabularyError`, which no model that was read gives.
  package func keepingWords(_ count: Int) throws(VocabularyError) -> LanguageModel {
    let kept = min(words.count, max(count, shape.learnedWordCount))
    let words = try Vocabulary(
      (1..<kept).map { self.words.withBytes(of: Int32($0)) { Array($0) } })
    let network = LanguageModelNetwork(
      configuration, shape, wordCount: kept, characterCount: characters.count)
    let source = weights.singlePrecision
    let parameters = MutableParameterBuffer(zerosFor: network.layout)
    // The layouts have the same entries; one table is shorter.
    for (entry, old) in zip(network.layout.entries, self.network.layout.entries) {
      let target = parameters[entry.parameter]
      target.copy(from: source[old.parameter].rows(0..<target.rows))
    }
    return LanguageModel(
      configuration: configuration, shape: shape, metadata: metadata, words: words,
      characters: characters, network: network,
      weights: PackedWeights(parameters, forTraining: false))
  }
}
