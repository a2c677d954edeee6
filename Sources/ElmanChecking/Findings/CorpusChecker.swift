import ElmanCorpora

/// Finds what is wrong or doubtful in the files of a corpus.
///
/// ```swift
/// let checker = CorpusChecker()
/// for path in ["train.conllu", "dev.conllu", "test.conllu"] {
///   try checker.check(path: path)
/// }
/// for finding in checker.finish().findings { print(finding) }
/// ```
///
/// Files are read as a stream; kept are a hash of each different text, the labels, and a number for each
/// text. Give the file to learn from first: what dev and test share with it is told where it stands
/// there.
public final class CorpusChecker {
  private let findings: Findings
  private let duplicates = DuplicateCheck()
  private let names = LabelNames()
  private var files: [CheckedFile] = []
  private let encoding: TextEncoding?

  /// Creates a checker that has seen nothing.
  ///
  /// - Parameters:
  ///   - limit: how many findings of a kind and a file are kept; the others are only counted. `nil` keeps
  ///     all.
  ///   - encoding: the encoding of all files; `nil` for UTF-8.
  public init(limit: Int? = nil, encoding: TextEncoding? = nil) {
    findings = Findings(limit: limit)
    self.encoding = encoding
  }

  /// Checks a file, or a folder of texts, whose form is guessed by the name and the first lines.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - part: what the file is for; `nil` to guess it by the name.
  ///   - options: how labelled texts are read.
  /// - Throws: `CorpusError.file` for what cannot be read; `malformed` where the format cannot be
  ///   guessed. All else that a reader would throw is a finding.
  public func check(
    path: String, part: CorpusPart? = nil, options: LabelledTextOptions = LabelledTextOptions()
  ) throws(CorpusError) {
    try check(path: path, part: part, format: nil, options: options)
  }

  /// Checks a file of labelled sentences, as ``check(path:part:options:)`` does.
  public func check(
    path: String, part: CorpusPart? = nil, format: LabelledSentenceFormat
  ) throws(CorpusError) {
    try check(path: path, part: part, format: .sentences(format))
  }

  /// Checks a file or a folder of labelled texts, as ``check(path:part:options:)`` does.
  public func check(
    path: String, part: CorpusPart? = nil, format: LabelledTextFormat,
    options: LabelledTextOptions = LabelledTextOptions()
  ) throws(CorpusError) {
    try check(path: path, part: part, format: .texts(format), options: options)
  }

  /// Checks a file of a given form, or of one that is to be guessed.
  package func check(
    path: String, part: CorpusPart? = nil, format: CorpusFormat?,
    options: LabelledTextOptions = LabelledTextOptions()
  ) throws(CorpusError) {
    let file = CheckedFile(
      path: path, part: part ?? CorpusPart(guessedFrom: path), number: files.count,
      findings: findings)
    var options = options
    options.illFormedText = .replace
    do throws(CorpusError) {
      if let folder = Self.folderFormat(format, at: path) {
        try checkFolder(file, as: folder, options)
      } else {
        let source = try ByteSource(path: path)
        source.encoding = encoding
        let format = if let format { format } else { try CorpusFormat(guessedFrom: source) }
        try check(source, as: format, options, file)
      }
    } catch {
      switch error {
      case .file(.corruptGzip), .notText: file.report(error)
      default: throw error
      }
    }
    if file.lengths.count == 0 {
      file.report(.noExamples, at: 1, "expected sentences or texts with labels, found none")
    }
    file.lengths.run(on: file)
    files.append(file)
  }

  /// Compares the files and gives all findings.
  public func finish() -> CheckReport {
    LabelCheck(files: files).run()
    if let first = files.first(where: { $0.scheme != nil }), let scheme = first.scheme {
      for file in files {
        guard let other = file.scheme, other != scheme else { continue }
        file.report(
          .mixedSchemes, at: 1, other: FindingPlace(first.path, 1),
          "the labels are \(other.rawValue.uppercased()), those of \(first.path)"
            + " \(scheme.rawValue.uppercased())")
      }
    }
    return CheckReport(
      findings: findings.sorted(), counts: findings.counts,
      files: files.map {
        CheckReport.File(
          path: $0.path, part: $0.part, count: $0.lengths.count, wordCount: $0.lengths.wordCount)
      })
  }

  /// The form of a folder, if that is what is to be checked.
  private static func folderFormat(_ format: CorpusFormat?, at path: String) -> LabelledTextFormat?
  {
    let found: LabelledTextFormat? =
      switch format {
      case .texts(let format): format
      case .sentences: nil
      case nil: LabelledTextFormat(guessedFrom: path)
      }
    return found?.isOfFolders == true ? found : nil
  }

  private func check(
    _ source: ByteSource, as format: CorpusFormat, _ options: LabelledTextOptions,
    _ file: CheckedFile
  ) throws(CorpusError) {
    let isTable = if case .texts = format { true } else { false }
    let rawText = RawTextCheck(file, path: file.path, rejectsTrailingSpace: !isTable)
    source.observer = rawText.add
    defer {
      rawText.finish(
        needsBlankLine: file.lengths.count > 0 && format.endsWithBlankLine)
    }
    var damage: [Int] = []
    let malformedLines = MalformedLines.leaveOut { error in
      if case .malformed(_, let line, _, _) = error { damage.append(line) }
      file.report(error)
    }
    switch format {
    case .conllu:
      var check = ConlluCheck(file, duplicates: duplicates)
      defer { check.finish() }
      let reader = ConlluReader(
        source, illFormedText: .replace, malformedLines: malformedLines)
      while let sentence = try reader.next() {
        check.add(sentence, isDamaged: !damage.isEmpty)
        damage.removeAll()
      }
    case .sentences(let format):
      var check = SentencesCheck(file, duplicates: duplicates)
      defer { check.finish() }
      let reader = format.reader(
        source, illFormedText: .replace, malformedLines: malformedLines)
      while let sentence = try reader.next() {
        check.add(sentence, damage: damage)
        damage.removeAll()
      }
    case .texts(let format):
      try checkTexts(format.reader(source, options: options), file) { $0.line }
    }
  }

  private func checkFolder(
    _ file: CheckedFile, as format: LabelledTextFormat, _ options: LabelledTextOptions
  ) throws(CorpusError) {
    var rawText: RawTextCheck?
    let reader = try format.reader(path: file.path, options: options) {
      [encoding] (path) throws(CorpusError) in
      let source = try ByteSource(path: path)
      source.encoding = encoding
      rawText?.finish(needsBlankLine: false)
      rawText = RawTextCheck(file, path: path, rejectsTrailingSpace: false)
      source.observer = rawText?.add
      return source
    }
    defer { rawText?.finish(needsBlankLine: false) }
    try checkTexts(reader, file) { _ in file.addText(path: reader.path) }
  }

  /// - Parameter position: where in the file a text is.
  private func checkTexts(
    _ reader: any LabelledTextReader, _ file: CheckedFile, _ position: (LabelledText) -> Int
  ) throws(CorpusError) {
    var check = TextsCheck(file, duplicates: duplicates, names: names)
    defer { check.finish() }
    var headerCount = 0
    while true {
      do throws(CorpusError) {
        let next = try reader.next()
        for line in reader.repeatedHeaders[headerCount...] {
          file.report(
            .repeatedHeader, at: line, "the line repeats the header; it is no text and skipped")
        }
        headerCount = reader.repeatedHeaders.count
        guard let text = next else { return }
        check.add(text, at: position(text))
      } catch {
        // These readers go on with the next record.
        switch error {
        case .malformed, .noTexts: file.report(error)
        default: throw error
        }
      }
    }
  }
}
