import Elman
import ElmanText

/// The words of a training text, and its pairs of characters.
struct KnownWords {
  let symbols: [UInt32]
  private let words: [Range<Int>]
  private var counts: [ArraySlice<UInt32>: Int] = [:]

  /// Counts the words of a labelled text.
  init(_ units: CharacterUnits, labels: [Int32]) {
    symbols = units.symbols
    var words: [Range<Int>] = []
    var start: Int?
    for unit in labels.indices {
      if start == nil, !units.isWhiteSpace(unit) { start = unit }
      if labels[unit] > 0, let first = start {
        words.append(first..<unit + 1)
        start = nil
      }
    }
    self.words = words
    for word in words { counts[symbols[word], default: 0] += 1 }
  }

  /// Whether white space does not tell words apart: many words of letters stand right after each
  /// other, or hold white space.
  var isUnspaced: Bool {
    if words.count(where: { symbols[$0].contains(0x20) }) > words.count / 20 { return true }

    let touching = zip(words, words.dropFirst()).count { word, next in
      word.upperBound == next.lowerBound
        && CharacterClass(symbols[word.upperBound - 1]).isWordLike
        && CharacterClass(symbols[next.lowerBound]).isWordLike
    }
    return touching > words.count / 5
  }

  /// Whether a word stands at a range and nowhere else in the text: a network that knew it there would
  /// trust known words too much.
  func isSingle(_ range: Range<Int>) -> Bool {
    guard counts[symbols[range]] == 1 else { return false }
    var (lower, upper) = (0, words.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if words[middle].lowerBound < range.lowerBound { lower = middle + 1 } else { upper = middle }
    }
    return lower < words.count && words[lower] == range
  }

  /// The pairs and words that a network is to know.
  func vocabularies(
    _ configuration: TokenizerConfiguration
  ) throws(TrainingError) -> (pairs: Vocabulary, words: Vocabulary) {
    var pairs: [ArraySlice<UInt32>: Int] = [:]
    for index in symbols.indices.dropLast() { pairs[symbols[index..<index + 2], default: 0] += 1 }
    let known = pairs.filter { $0.value >= configuration.minimumPairCount }.keys
    let short = counts.keys.filter { $0.count <= configuration.longestWord }
    do throws(VocabularyError) {
      return (
        pairs: try Vocabulary(Self.strings(known)), words: try Vocabulary(Self.strings(short))
      )
    } catch { throw .vocabulary(reason: "\(error)") }
  }

  /// The strings as UTF-8, in an order that depends on them alone.
  static func strings(_ keys: some Collection<ArraySlice<UInt32>>) -> [[UInt8]] {
    keys.map { key in
      key.flatMap { Array(String(Unicode.Scalar($0) ?? "\u{FFFD}").utf8) }
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
