import ElmanBytes
import ElmanCorpora
import ElmanText

extension LabelledCorpus<Document, String> {
  /// The number of tokens.
  public var wordCount: Int { examples.reduce(0) { $0 + $1.wordCount } }

  /// Reads a file or folder of texts.
  ///
  /// Of phrases, where they are asked for, each counts once with a label, however often it occurs.
  ///
  /// - Parameters:
  ///   - path: the file, or the folder.
  ///   - format: the form of the file.
  ///   - options: which columns and classes are meant.
  ///   - windowSize: the most tokens of a window of a text.
  /// - Throws: what the format's reader throws; `noExamples` where there is no text.
  public init(
    path: String, format: LabelledTextFormat, options: LabelledTextOptions, windowSize: Int
  ) throws(CorpusError) {
    try self.init(path: path, format: format, options: options) { text in
      text.words.map { Document(words: $0, windowSize: windowSize) }
        ?? Document(text: text.text.utf8, windowSize: windowSize)
    }
  }
}

extension LabelledCorpus<[UInt8], String> {
  /// Reads a file or folder of texts, which stay as they are.
  ///
  /// - Parameters:
  ///   - path: the file, or the folder.
  ///   - format: the form of the file.
  ///   - options: which columns and classes are meant.
  /// - Throws: what the format's reader throws; `noExamples` where there is no text.
  public init(
    path: String, format: LabelledTextFormat, options: LabelledTextOptions
  ) throws(CorpusError) {
    try self.init(path: path, format: format, options: options) { Array($0.text.utf8) }
  }
}

extension LabelledCorpus where Label == String {
  /// Reads a file or folder of texts, and makes an example of each.
  fileprivate init(
    path: String, format: LabelledTextFormat, options: LabelledTextOptions,
    example: (LabelledText) -> Example
  ) throws(CorpusError) {
    var texts: [Example] = []
    var labels: [String] = []
    // A folder has no bytes of its own: what counts is what is read of it.
    var contents = SHA256()
    var source: ByteSource?
    let reader: any LabelledTextReader
    if format.isOfFolders {
      reader = try format.reader(path: path, options: options)
    } else {
      let file = try ByteSource(path: path, hashing: true)
      reader = format.reader(file, options: options)
      source = file
    }
    let dropsRepeated = options.phrases && format.hasPhrases
    var seen: Set<[Spelling]> = []
    while let text = try reader.next() {
      if source == nil {
        for part in [text.label, text.text] {
          contents.update(part.utf8)
          contents.update([0])
        }
      }
      if dropsRepeated && !seen.insert([Spelling(text.label), Spelling(text.text)]).inserted {
        continue
      }
      labels.append(text.label)
      texts.append(example(text))
    }
    guard !texts.isEmpty else { throw .noExamples(path: path, of: "text") }
    let hash = source?.hash ?? contents
    self.init(path: path, hash: hash.hexadecimal(), examples: texts, labels: labels)
    repeatedHeaders = reader.repeatedHeaders
    table = reader.table
  }
}
