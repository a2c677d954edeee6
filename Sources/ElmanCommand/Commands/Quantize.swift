import ArgumentParser
import Elman
import ElmanStreams
import ElmanSystem
import ElmanTensors
import ElmanEvaluation

/// `elman quantize`.
struct Quantize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stores a model's weights in bytes: a quarter of the size, and faster.",
    discussion: """
      Matrices get one scale a column, tables one a row; sums of products are exact. With --dev, \
      the accuracy before and after is measured, and noted in the new model: CoNLL-U for a tagger or \
      a tokenizer, labelled texts for a classifier, plain text for a language model.

      \(LabelledTextArguments.help)

      Example:
        elman quantize my.safetensors -o my-int8.safetensors --dev dev.conllu
      """)

  @Option(name: [.short, .long], help: "Where to write the new model.") var output: String
  @Option(help: "A gold file to measure the loss of accuracy on, may be gzipped.") var dev: String?
  @Option(
    help: """
      Of a language model, how many words are kept: those that it learned itself, and so many of the others, which \
      have only a vector learned elsewhere. (default: all)
      """)
  var words: Int?
  @OptionGroup var columns: GoldColumns
  @OptionGroup var texts: LabelledTextArguments
  @Argument(help: "The model: a name or a path.") var model: String

  func validate() throws { try OptionRange.check("words", words, in: 1...100_000_000) }

  func run() throws {
    try OutputPath.expect(output, as: "--output", toBeNoneOf: [model, dev].compactMap { $0 })
    try AtomicFile.checkWritable(output)
    let file = try ModelFinder.file(model)
    var model = try ModelFile(file).commandModel()
    if let words {
      guard let whole = model as? LanguageModel else {
        throw CommandError(
          "expected a language model with --words, found another", code: Failure.usage)
      }
      model = try whole.keepingWords(words)
    }
    let note = try quantize(model, path: file.path)
    try report(note, from: file)
  }

  /// Writes a model in bytes.
  ///
  /// - Returns: what was lost by it, if that is to be measured.
  private func quantize(_ model: some CommandModel, path: String) throws -> QuantizationNote? {
    let quantized = try model.inBytes(path: path)
    let note = try dev.map { try model.quantizationNote(of: quantized, on: $0, self) }
    try quantized.write(to: output, metadata: metadata(model.metadata, note))
    return note
  }

  private func metadata(_ metadata: ModelMetadata, _ note: QuantizationNote?) -> ModelMetadata {
    var metadata = metadata
    metadata[.quantization] = note.map { Settings.json($0) }
    metadata[.version] = Version.current
    return metadata
  }

  private func report(_ note: QuantizationNote?, from file: MappedFile) throws {
    let size = try MappedFile(path: output).bytes.count
    let share = 100 * Double(size) / Double(file.bytes.count)
    let megabytes = [file.bytes.count, size].map { (Double($0) / 1e6).decimals(2) }
    StandardError.line(
      "\(output): \(megabytes[1]) MB, \(share.decimals(1)) % of \(megabytes[0]) MB")
    StandardError.line(note?.line ?? "no accuracy measured: --dev names no gold file")
  }
}

/// What the metadata of a model in bytes tells of its loss.
struct QuantizationNote: Encodable {
  private enum CodingKeys: CodingKey { case corpus, accuracyBefore, accuracy, changedShare }

  let corpus: String
  private let measure: String
  let accuracyBefore: Double
  let accuracy: Double
  let changedShare: Double?

  init(_ loss: QuantizationLoss, _ path: String, _ hash: String) {
    corpus = Provenance.identity(path: path, hash: hash)
    measure = loss.measure
    accuracyBefore = loss.before
    accuracy = loss.after
    changedShare = loss.changedShare
  }

  /// The same for people.
  var line: String {
    let changed = changedShare.map {
      "; \((100 * $0).decimals(2)) % of the labels changed"
    }
    return
      "\(measure) \((100 * accuracy).decimals(2)) %, before"
      + " \((100 * accuracyBefore).decimals(2)) %\(changed ?? "")"
  }
}
