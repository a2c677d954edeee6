/// Reads the bracketed trees of the Stanford Sentiment Treebank, one a line.
///
/// Each example has its words, and as its text the words joined by single spaces. Blank lines are
/// skipped.
///
/// Reference: Socher et al. (2013), Recursive Deep Models for Semantic Compositionality Over a
/// Sentiment Treebank.
package final class SentimentTreeReader: LabelledTextReader {
  /// The name of the input that errors show.
  package var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  package var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader
  private let classes: SentimentClasses
  private let givesPhrases: Bool
  private var line: [UInt8] = []
  private var lineNumber = 0
  private var tree: SentimentTree?
  private var nextPhrase = 0

  /// Creates a reader of trees.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - classes: what the degrees become; with two classes, what is neutral is left out.
  ///   - phrases: whether after each sentence the phrases inside it follow, down to the single words,
  ///     each before those inside it. They follow also where the sentence itself is left out.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  package init(
    _ source: ByteSource, classes: SentimentClasses = .five, phrases: Bool = false,
    illFormedText: IllFormedText = .reject
  ) {
    lines = LineReader(source, illFormedText: illFormedText)
    self.classes = classes
    givesPhrases = phrases
  }

  /// Reads the next sentence or phrase.
  ///
  /// - Returns: the text with its label, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line that is not one tree.
  package func next() throws(CorpusError) -> LabelledText? {
    while true {
      guard let tree, nextPhrase < (givesPhrases ? tree.phrases.count : 1) else {
        guard try readTree() else { return nil }
        continue
      }
      let phrase = tree.phrases[nextPhrase]
      nextPhrase += 1
      guard let label = classes.label(ofDegree: phrase.degree) else { continue }
      let words = Array(tree.words[phrase.words])
      return LabelledText(
        label: label, text: words.joined(separator: " "), words: words, line: lineNumber)
    }
  }

  /// Reads the next line that is not blank; returns whether there was one.
  private func readTree() throws(CorpusError) -> Bool {
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else {
        tree = nil
        return false
      }
      let content = line[read.content]
      guard content.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      lineNumber = read.number
      nextPhrase = 0
      do throws(SentimentTree.Fault) {
        tree = try SentimentTree(content)
      } catch {
        let rest = content[error.offset...]
        throw .malformed(
          path: path, line: read.number, expected: error.expected,
          found: (rest.isEmpty ? "the line's end" : CorpusError.quote(rest))
            + " at byte \(error.offset - read.range.lowerBound + 1) of the line")
      }
      return true
    }
  }
}

extension LabelledTextFormat {
  /// The bracketed trees of the Stanford Sentiment Treebank, one a line.
  public static let sst = LabelledTextFormat(
    name: "sst", help: "the bracketed trees of the Stanford Sentiment Treebank", hasPhrases: true,
    isStart: { start in
      start.first == UInt8(ascii: "(")
        && start.dropFirst().first.map { (0x30...0x34).contains($0) } == true
    },
    opening: .file {
      SentimentTreeReader(
        $0, classes: $1.hasTwoSentiments ? .two : .five, phrases: $1.phrases,
        illFormedText: $1.illFormedText)
    })
}
