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
      a tokenizer, labelled texts for a classifier.

      \(LabelledTextArguments.help)

      Example:
        elman quantize my.safetensors -o my-int8.safetensors --dev dev.conllu
      """)

  @Option(name: [.short, .long], help: "Where to write the new model.") var output: String
  @Option(help: "A gold file to measure the loss of accuracy on, may be gzipped.") var dev: String?
  @OptionGroup var columns: GoldColumns
  @OptionGroup var texts: LabelledTextArguments
  @Argument(help: "The model: a name or a path.") var model: String

  func run() throws {
    try OutputPath.expect(output, as: "--output", toBeNoneOf: [model, dev].compactMap { $0 })
    try AtomicFile.checkWritable(output)
    let file = try ModelFinder.file(model)
    var note: QuantizationNote?
    switch try AnyModel(file) {
    case .tagger(let tagger):
      let quantized = try quantized(tagger.weights, file) { try tagger.quantized() }
      note = try dev.map { path in
        let corpus = try columns.corpus(path, for: tagger)
        return QuantizationNote(
          QuantizationLoss(of: quantized, against: tagger, on: corpus), corpus.path, corpus.hash)
      }
      try quantized.write(to: output, metadata: metadata(tagger.metadata, note))
    case .classifier(let classifier):
      let quantized = try quantized(classifier.weights, file) { try classifier.quantized() }
      note = try dev.map { path in
        let corpus = try texts.corpus(path, windowSize: classifier.configuration.windowSize)
        return QuantizationNote(
          QuantizationLoss(of: quantized, against: classifier, on: corpus), corpus.path,
          corpus.hash)
      }
      try quantized.write(to: output, metadata: metadata(classifier.metadata, note))
    case .tokenizer(let tokenizer):
      let quantized = try quantized(tokenizer.weights, file) { try tokenizer.quantized() }
      note = try dev.map { path in
        let text = try AnnotatedText(path: path)
        return QuantizationNote(
          QuantizationLoss(of: quantized, against: tokenizer, on: text), text.path, text.hash)
      }
      try quantized.write(to: output, metadata: metadata(tokenizer.metadata, note))
    case .languageModel:
      throw CommandError(
        "\(file.path): expected a model that is used for itself, found a language model",
        code: Failure.data)
    }
    try report(note, from: file)
  }

  private func quantized<Model>(
    _ weights: any Weights, _ file: MappedFile, _ quantize: () throws -> Model
  ) throws -> Model {
    guard weights.precision == .float32 else {
      throw CommandError(
        "\(file.path): expected a model in single precision, found one in bytes",
        code: Failure.data)
    }
    return try quantize()
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
private struct QuantizationNote: Encodable {
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
