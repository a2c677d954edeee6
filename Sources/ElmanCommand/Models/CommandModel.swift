import Elman
import ElmanEvaluation
import ElmanLaboratory
import ElmanTensors

/// What commands that take a model of any task ask of it. Each may be more than it can do.
protocol CommandModel: StoredModel {
  /// Compares the model's output with the gold file of `elman evaluate`.
  func evaluation(_ command: Evaluate) throws -> any EvaluationReport

  /// Compares what the model makes of the gold file's raw text with the gold file.
  func evaluationFromRawText(_ command: Evaluate) throws -> RawTextReport

  /// How many cases the model gets right.
  func score(on cases: [EvaluationCase], _ command: Evaluate) throws -> CaseScore

  /// The same model with its weights in bytes.
  ///
  /// - Parameter path: the model's own, for errors.
  func inBytes(path: String) throws -> Self

  /// What is lost in bytes on the gold file of `elman quantize`.
  ///
  /// - Parameters:
  ///   - quantized: the model in bytes.
  ///   - path: the gold file's.
  func quantizationNote(
    of quantized: Self, on path: String, _ command: Quantize
  ) throws -> QuantizationNote

  /// How gradients go back through time over a text.
  ///
  /// - Parameter name: the model's, for errors and tables.
  func gradientFlows(named name: String, over tokens: [String]) throws -> [GradientFlow]
}

/// The score of a model as a person or a program reads it.
protocol EvaluationReport {
  /// Tables.
  var text: String { get }
  /// One JSON object.
  var json: String { get }
}

extension CommandModel {
  func evaluationFromRawText(_ command: Evaluate) throws -> RawTextReport {
    throw CommandError(
      "expected a tagger or a tokenizer with --raw, found another model", code: Failure.usage)
  }

  func inBytes(path: String) throws -> Self {
    guard weights.precision == .float32 else {
      throw CommandError(
        "\(path): expected a model in single precision, found one in bytes", code: Failure.data)
    }
    return try quantized()
  }
}

extension ModelFile {
  /// Reads the model for a command that takes any.
  func commandModel() throws -> any CommandModel {
    let model = try model()
    guard let known = model as? any CommandModel else {
      throw CommandError(
        "expected a model that this command can use, found a \(type(of: model).name)",
        code: Failure.usage)
    }
    return known
  }
}
