/// What training finds out of the part of a network below its task: which words have what vectors.
package struct EncoderShape: NetworkShape, Sendable, Hashable {
  /// The size of the vectors learned elsewhere that stand beside the words' own; 0 for none. The file
  /// of vectors, or the language model that training starts from, decides.
  package var pretrainedSize = 0
  /// How many of the vocabulary's first words have a vector of their own; 0 for all.
  package var learnedWordCount = 0

  /// Words with vectors of their own alone.
  package init() {}

  /// Words of which some have vectors of their own, and all have vectors learned elsewhere.
  package init(pretrainedSize: Int, learnedWordCount: Int) {
    (self.pretrainedSize, self.learnedWordCount) = (pretrainedSize, learnedWordCount)
  }
}

extension Setting where Whole == EncoderShape {
  /// - Parameter isWritten: whether it is written in any case, or only where there are such vectors.
  static func pretrainedSize(always: Bool = false) -> Setting {
    Setting(
      "pretrainedSize", \.pretrainedSize, in: 0...8192, "size of those vectors; their file sets it",
      writtenIf: { always || $0.pretrainedSize > 0 })
  }

  /// - Parameters:
  ///   - always: whether it is written in any case, or only where not all words have such vectors.
  static func learnedWordCount(_ help: String, always: Bool = false) -> Setting {
    Setting(
      "learnedWordCount", \.learnedWordCount, in: 0...100_000_000, help,
      writtenIf: { always || $0.learnedWordCount > 0 })
  }
}
