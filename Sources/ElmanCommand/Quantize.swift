import ArgumentParser
import Elman
import ElmanModels
import ElmanTensors
import ElmanTraining

/// `elman quantize`.
struct Quantize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stores a model's weights in bytes: a quarter of the size, and faster.",
    discussion: """
      Matrices get one scale a column, tables one a row; sums of products are exact. With --dev, \
      the accuracy before and after is measured, and noted in the new model: CoNLL-U for a tagger, \
      labelled texts for a classifier.

      \(LabelledTextArguments.help)

      Example:
        elman quantize my.safetensors -o my-int8.safetensors --dev dev.conllu
      """)

  @Option(name: [.short, .long], help: "Where to write the new model.") var output: String
  @Option(help: "A gold file to measure the loss of accuracy on, may be gzipped.") var dev: String?
  @OptionGroup var texts: LabelledTextArguments
  @Argument(help: "The model: a name or a path.") var model: String

  func run() throws {
    let file = try ModelFinder.file(model)
    switch try AnyModel(file) {
    case .tagger(let tagger):
      try check(tagger.weights, path: file.path)
      let quantized = try tagger.quantized()
      let note = try dev.map { path in
        let corpus = try TaggedCorpus(path: path, columns: tagger.configuration.columns)
        return QuantizationNote(
          QuantizationLoss(of: quantized, against: tagger, on: corpus), path: path,
          hash: corpus.hash)
      }
      try quantized.write(to: output, metadata: metadata(tagger.metadata, note))
      try report(note, from: file)
    case .classifier(let classifier):
      try check(classifier.weights, path: file.path)
      let quantized = try classifier.quantized()
      let note = try dev.map { path in
        let corpus = try texts.corpus(path, windowSize: classifier.configuration.windowSize)
        return QuantizationNote(
          QuantizationLoss(of: quantized, against: classifier, on: corpus), path: path,
          hash: corpus.hash)
      }
      try quantized.write(to: output, metadata: metadata(classifier.metadata, note))
      try report(note, from: file)
    case .tokenizer(let tokenizer):
      try check(tokenizer.weights, path: file.path)
      try tokenizer.quantized().write(to: output, metadata: metadata(tokenizer.metadata, nil))
      try report(nil, from: file)
    }
  }

  private func check(_ weights: any Weights, path: String) throws {
    guard weights.precision == .float32 else {
      throw CommandError(
        "\(path): expected a model in single precision, found one in bytes", code: Failure.data)
    }
  }

  private func metadata(_ metadata: ModelMetadata, _ note: QuantizationNote?) -> ModelMetadata {
    var metadata = metadata
    metadata[.quantization] = note.map { Settings.json($0) }
    metadata[.version] = Version.current
    return metadata
  }

  private func report(_ note: QuantizationNote?, from file: MappedFile) throws {
    let size = try ModelFinder.file(output.contains("/") ? output : "./\(output)").bytes.count
    let share = 100 * Double(size) / Double(file.bytes.count)
    let megabytes = [file.bytes.count, size].map { (Double($0) / 1e6).decimals(2) }
    StandardError.line(
      "\(output): \(megabytes[1]) MB, \(share.decimals(1)) % of \(megabytes[0]) MB")
    StandardError.line(note?.line ?? "no accuracy measured: --dev names no gold file")
  }
}

/// What the metadata of a model in bytes tells of its loss.
private struct QuantizationNote: Encodable {
  let corpus: String
  let accuracyBefore: Double
  let accuracy: Double
  let changedShare: Double

  init(_ loss: QuantizationLoss, path: String, hash: String) {
    corpus = Provenance.identity(path: path, hash: hash)
    accuracyBefore = loss.accuracyBefore
    accuracy = loss.accuracy
    changedShare = loss.changedShare
  }

  /// The same for people.
  var line: String {
    "accuracy \((100 * accuracy).decimals(2)) %, before \((100 * accuracyBefore).decimals(2)) %;"
      + " \((100 * changedShare).decimals(2)) % of the labels changed"
  }
}
