import ArgumentParser
import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEnglish
import ElmanPlots
import ElmanStreams

/// `elman draw`.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws the dependency tree of a sentence.",
    usage: "elman draw [<option> ...] [<file> ...]",
    discussion: """
      Reads files or standard input, and writes an SVG picture that suits light and dark surroundings. \
      CoNLL-U that has trees is drawn as it is, unless a model is named; all else is tagged first.

      Examples:
        echo "Elman draws trees." | elman draw --output-file tree.svg
        elman draw --input conllu --sentence 3 gold.conllu > third.svg
      """)

  @Option(
    help: ArgumentHelp(
      "The model, which must find trees: a name or a path. (default: \(EmbeddedModel.english.name))"
    ))
  var model: String?
  @Option(help: "Which sentence to draw, from 1 on.") var sentence = 1
  @Option(help: ArgumentHelp("The form of the input.", valueName: "format"))
  var input = InputFormat.text
  @OptionGroup var destination: OutputFileOption
  @Argument(
    help: ArgumentHelp(
      "The files to read; '-' or none for standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if sentence < 1 { throw ValidationError("expected a --sentence from 1 on, found \(sentence)") }
  }

  func run() throws {
    try destination.check(files: files, others: [model].compactMap { $0 })
    let tagger = try input == .conllu && model == nil ? nil : taggerOfTrees()
    var options = ReadingOptions()
    if let tagger { options.tokenizer = TextTokenizer(of: tagger) }
    let stream = SentenceStream(
      StreamInput.arguments(files), format: input, options: options, warn: StandardError.warn)
    var count = 0
    while let item = try stream.next() {
      if item.sentence.words.isEmpty { continue }
      count += 1
      guard count == sentence else { continue }
      let words = try tagger.map { self.words(of: item, $0) } ?? self.words(of: item)
      let plot = TreePlot(words, isRightToLeft: Self.isRightToLeft(words))
      var output = try ResultOutput(path: destination.outputFile)
      try output.write(Array(plot.svg.utf8))
      return try output.finish()
    }
    throw CommandError(
      "expected \(sentence) sentence\(sentence == 1 ? "" : "s") or more, found \(count)",
      code: Failure.data)
  }

  private func taggerOfTrees() throws -> Tagger {
    let name = model ?? EmbeddedModel.english.name
    let tagger = try Tagger(try ModelFinder.file(name))
    guard tagger.configuration.columns.contains(.deps) else {
      throw CommandError(
        "\(name): expected a model that finds trees, found one of"
          + " \(tagger.configuration.columns.map(\.rawValue).joined(separator: ", "))",
        code: Failure.data)
    }
    return tagger
  }

  /// The words as a tagger sees them.
  private func words(of item: StreamSentence, _ tagger: Tagger) -> [TreePlot.Word] {
    let tagged = TaggerSession(tagger).tag([item.sentence])[0]
    return tagged.sentence.words.indices.map { word in
      TreePlot.Word(
        form: tagged.sentence.form(word),
        tags: [tagged.label(word, in: .upos)].compactMap { $0 }, head: tagged.head(of: word),
        relation: tagged.relation(of: word) ?? "")
    }
  }

  /// The words as a file has them.
  private func words(of item: StreamSentence) throws -> [TreePlot.Word] {
    guard let block = item.block, let heads = block.heads else {
      let name = files.count == 1 && files[0] != "-" ? files[0] : "standard input"
      throw CommandError(
        "\(name):\(item.block?.firstLine ?? 0): expected a head for each word of the sentence, found words without;"
          + " --model finds trees", code: Failure.data)
    }
    return block.words.indices.map { word in
      let tag = block[word, .upos]
      return TreePlot.Word(
        form: block[word, .form], tags: tag == "_" ? [] : [tag],
        head: heads[word] == 0 ? nil : Int(heads[word]) - 1, relation: block[word, .deprel])
    }
  }

  /// Whether the first letter that tells is of a script that is written from right to left.
  private static func isRightToLeft(_ words: [TreePlot.Word]) -> Bool {
    for scalar in words.lazy.flatMap(\.form.unicodeScalars) where scalar.properties.isAlphabetic {
      switch scalar.value {
      // Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, and the presentation forms.
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        return true
      default: return false
      }
    }
    return false
  }
}
