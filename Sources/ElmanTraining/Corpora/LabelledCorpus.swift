import Elman
import ElmanBytes
import ElmanCorpora
import ElmanText

/// Texts with a gold label each.
public struct LabelledCorpus: Sendable {
  /// The path that it was read from.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed; of a folder, that of its labels and texts.
  public let hash: String
  /// The texts.
  public let texts: [Document]
  /// For each text its label.
  public let labels: [String]
  /// The lines that were skipped because they repeat the header of the file.
  public private(set) var repeatedHeaders: [Int] = []

  /// The number of tokens.
  public var tokenCount: Int { texts.reduce(0) { $0 + $1.tokenCount } }

  /// Puts a corpus together.
  public init(path: String, hash: String, texts: [Document], labels: [String]) {
    precondition(texts.count == labels.count)
    self.path = path
    self.hash = hash
    self.texts = texts
    self.labels = labels
  }

  /// Reads a file or folder.
  ///
  /// Of phrases, where they are asked for, each counts once with a label, however often it occurs.
  ///
  /// - Parameters:
  ///   - path: the file, or the folder.
  ///   - format: the form of the file.
  ///   - options: which columns and classes are meant.
  ///   - windowSize: the most tokens of a window of a text.
  /// - Throws: `TrainingError.corpus` for a file that cannot be read or is not of the format, and
  ///   `noTexts`.
  public init(
    path: String, format: LabelledTextFormat, options: LabelledTextOptions, windowSize: Int
  ) throws(TrainingError) {
    var texts: [Document] = []
    var labels: [String] = []
    var contents = SHA256()
    var source: ByteSource?
    var repeatedHeaders: [Int] = []
    do throws(CorpusError) {
      let reader: any LabelledTextReader
      if format == .folders {
        reader = try format.reader(path: path, options: options)
      } else {
        let file = try ByteSource(path: path, hashing: true)
        reader = format.reader(file, options: options)
        source = file
      }
      let dropsRepeated = options.phrases && format == .sst
      var seen: Set<[Spelling]> = []
      while let text = try reader.next() {
        if format == .folders {
          contents.update(text.label.utf8)
          contents.update([0])
          contents.update(text.text.utf8)
          contents.update([0])
        }
        if dropsRepeated && !seen.insert([Spelling(text.label), Spelling(text.text)]).inserted {
          continue
        }
        labels.append(text.label)
        texts.append(
          text.words.map { Document(words: $0, windowSize: windowSize) }
            ?? Document(text: text.text.utf8, windowSize: windowSize))
      }
      repeatedHeaders = reader.repeatedHeaders
    } catch { throw .corpus(error) }
    guard !texts.isEmpty else { throw .noTexts(path: path) }
    let hash = source?.hash ?? contents
    self.init(path: path, hash: hash.hexadecimal(), texts: texts, labels: labels)
    self.repeatedHeaders = repeatedHeaders
  }
}
