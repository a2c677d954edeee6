/// The tokens of a batch of sentences, as ids. It may be filled again and again, in the same memory.
package struct TokenBatch: Sendable {
  /// Where each token of each sentence lies.
  package private(set) var packing = SequencePacking()
  /// For each row the distinct word that stands there.
  package private(set) var wordOfRow: [Int32] = []
  /// For each distinct word its id in the vocabulary.
  package private(set) var wordIds: [Int32] = []
  /// For each distinct word its characters; none at all for a network that reads no characters.
  package private(set) var characters = IdSequences()
  /// For each distinct word its affixes; none at all for a network that reads no affixes.
  package private(set) var affixes = IdSequences()

  private var lengths: [Int] = []
  /// For each token, sentence after sentence, its distinct word; and where each sentence starts.
  private var wordOfToken: [Int32] = []
  private var starts: [Int] = []

  /// An empty batch.
  package init() {}

  /// The number of distinct words.
  package var wordCount: Int { wordIds.count }

  /// Removes everything and keeps the memory.
  package mutating func removeAll() {
    wordIds.removeAll(keepingCapacity: true)
    characters.removeAll()
    affixes.removeAll()
    lengths.removeAll(keepingCapacity: true)
    wordOfToken.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  /// Begins a sentence.
  package mutating func beginSentence() {
    starts.append(wordOfToken.count)
    lengths.append(0)
  }

  /// Adds a token to the sentence that was begun last.
  ///
  /// - Parameter word: which of the distinct words it is.
  package mutating func append(word: Int32) {
    wordOfToken.append(word)
    lengths[lengths.count - 1] += 1
  }

  /// Adds a distinct word by its id in the vocabulary, and its characters and affixes: either all words of a
  /// batch have some, or none has.
  package mutating func addWord(
    _ id: Int32, characters characterIds: ArraySlice<Int32> = [],
    affixes affixIds: ArraySlice<Int32> = []
  ) {
    wordIds.append(id)
    if !characterIds.isEmpty { characters.append(characterIds) }
    if !affixIds.isEmpty { affixes.append(affixIds) }
  }

  /// Packs the sentences, once all are there.
  package mutating func pack() {
    precondition(characters.count == wordIds.count || characters.count == 0)
    precondition(affixes.count == wordIds.count || affixes.count == 0)
    packing.set(lengths: lengths)
    characters.pack()
    wordOfRow.removeAll(keepingCapacity: true)
    for step in 0..<packing.stepCount {
      for sequence in 0..<packing.activeCounts[step] {
        wordOfRow.append(wordOfToken[starts[packing.order[sequence]] + step])
      }
    }
  }
}
