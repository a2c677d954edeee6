import Elman
import ElmanText

/// Where the time of training and of tagging goes.
struct ProfileCase: BenchmarkCase {
  static let name = "profile"
  static let heading = "Where the time goes"
  static let summary = "where the time of training and of tagging goes, each stage run for itself"

  /// How to read the tables.
  static let explanation = """
    Each stage is run for itself on the same batches; what the stages take more when one follows the \
    other has a line of its own. Matrix products have their share of the core's peak beside them: \
    what is missing to 100 % is what is left to gain there.
    """

  let options: BenchmarkOptions

  func run() throws -> [Row] {
    let tagger = try options.tagger()
    let peak = MachinePeak(stopwatch)
    let train = try BenchmarkText("train")
    let dev = try BenchmarkText("dev")
    let training = TrainingProfile(tagger, Array(train.sentences.prefix(320)), stopwatch)
    let taggings = [tagger, try tagger.quantized()].map { tagger in
      TaggingProfile(tagger, text: dev.bytes, stopwatch).measure()
        .rows(peak: tagger.weights.precision == .int8 ? peak.bytes : peak.singlePrecision)
    }
    return training.measure().rows(peak: peak.singlePrecision) + taggings.joined()
  }
}
