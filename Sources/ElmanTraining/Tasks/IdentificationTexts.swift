import Elman
import ElmanBytes
import ElmanText

/// The words of labelled texts, and what of them tells languages apart.
struct IdentificationTexts: Sendable {
  /// For each text that has words its label.
  private(set) var labels: [Int] = []
  /// Where the words of each text end.
  private var ends: [Int] = []
  /// For each word of all texts which distinct word it is.
  private var words: [Int32] = []
  /// The distinct words, UTF-8, and where each ends.
  private var bytes: [UInt8] = []
  private var wordEnds: [Int] = []
  /// For each label and script the words.
  private var scriptCounts: [Script: [Int: Int]] = [:]

  /// Reads texts; those without words, and those without a label, are left out.
  init(_ texts: [[UInt8]], labels: [Int?]) {
    var numbers: [ArraySlice<UInt8>: Int32] = [:]
    var reader = LanguageWords()
    for (text, label) in zip(texts, labels) {
      guard let label else { continue }
      text.withUnsafeBufferPointer { reader.read($0) }
      if reader.count == 0 { continue }
      for index in 0..<reader.count {
        let word = reader.bytes[reader.range(index)]
        if let number = numbers[word] {
          words.append(number)
        } else {
          let number = Int32(wordEnds.count)
          numbers[Array(word)[...]] = number
          bytes.append(contentsOf: word)
          wordEnds.append(bytes.count)
          words.append(number)
        }
        if let script = Self.script(of: word) {
          scriptCounts[script, default: [:]][label, default: 0] += 1
        }
      }
      self.labels.append(label)
      ends.append(words.count)
    }
  }

  private static func script(of word: ArraySlice<UInt8>) -> Script? {
    var script: Script?
    word.withUnsafeBufferPointer { bytes in
      _ = forEachScalar(in: bytes) { if script == nil { script = Script($0) } }
    }
    return script
  }

  /// The words of a text.
  func range(_ text: Int) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  private func range(ofWord word: Int) -> Range<Int> {
    (word == 0 ? 0 : wordEnds[word - 1])..<wordEnds[word]
  }

  /// Calls `body` with words.
  func forEachWord(of range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { all in
      for place in range {
        body(UnsafeBufferPointer(rebasing: all[self.range(ofWord: Int(words[place]))]))
      }
    }
  }

  /// The texts of an epoch: all, and those of labels that have far fewer than others several times, up to half of what
  /// labels have in the mean. That languages with many texts come up more often is as it is in the world.
  func balanced(labelCount: Int) -> [Int] {
    var texts = [[Int]](repeating: [], count: labelCount)
    for (text, label) in labels.enumerated() { texts[label].append(text) }
    let mean = labels.count / labelCount
    return texts.flatMap { own in
      own.isEmpty
        ? []
        : Array(repeating: own, count: max(1, min(Self.mostTimes, mean / (2 * own.count)))).flatMap(
          \.self)
    }
  }

  /// How often a text is read in an epoch at most.
  private static let mostTimes = 20

  /// The scripts that one label alone is written in, but for foreign words.
  func languageOfScript(labelCount: Int) -> [Script: Int] {
    scriptCounts.compactMapValues { counts in
      let total = counts.values.reduce(0, +)
      guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
        return nil
      }
      return Double(most.value) >= Self.wholeShare * Double(total) && total >= Self.leastWords
        ? most.key : nil
    }.filter { $0.key != .other }
  }

  private static let wholeShare = 0.98
  private static let leastWords = 100

  /// The pieces that are most frequent in any one label.
  func pieces(
    _ configuration: IdentifierConfiguration, labelCount: Int
  ) throws(VocabularyError) -> Vocabulary {
    var counts = [[Int32: Int]](repeating: [:], count: labelCount)
    for (text, label) in labels.enumerated() {
      for place in range(text) { counts[label][words[place], default: 0] += 1 }
    }
    var best: [PieceKey: Float] = [:]
    var (padded, starts): ([UInt8], [Int]) = ([], [])
    for words in counts {
      var own: [PieceKey: Int] = [:]
      var total = 0
      for (word, count) in words {
        bytes.withUnsafeBufferPointer { all in
          let form = UnsafeBufferPointer(rebasing: all[range(ofWord: Int(word))])
          WordPieces.forEachPiece(
            of: form, longest: configuration.longestPiece, &padded, &starts
          ) { piece, _ in
            own[PieceKey(piece), default: 0] += count
            total += count
          }
        }
      }
      for (piece, count) in own where count >= configuration.minimumPieceCount {
        let share = Float(count) / Float(total)
        if share > best[piece] ?? 0 { best[piece] = share }
      }
    }
    let kept = best.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(configuration.pieceCount)
    return try Vocabulary(kept.map(\.key.bytes))
  }
}

/// A short piece of text, UTF-8 of at most 32 bytes; of what is longer the last.
struct PieceKey: Hashable, Comparable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ piece: UnsafeBufferPointer<UInt8>) {
    withUnsafeMutableBytes(of: &words) { memory in
      for (place, byte) in piece.suffix(32).enumerated() { memory[place] = byte }
    }
  }

  /// The bytes; none of them is zero.
  var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0.prefix { $0 != 0 }) } }

  static func == (left: PieceKey, right: PieceKey) -> Bool { left.words == right.words }

  static func < (left: PieceKey, right: PieceKey) -> Bool { left.words < right.words }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
