import ArgumentParser
import ElmanTraining

/// The options of training that was ended and goes on.
struct CheckpointOptions: ParsableArguments {
  @Flag(
    help: """
      Go on where training was ended from outside, with the same result; all other options but \
      --threads, --log and --checkpoint-seconds must be the same. Without a checkpoint, begin anew.
      """)
  var resume = false
  @Option(
    help: ArgumentHelp(
      """
      The seconds between two checkpoints within an epoch; 0 for one after each batch. There is one \
      after each epoch too, and at most a fiftieth of the time goes into them.
      """,
      valueName: "seconds"))
  var checkpointSeconds = 60

  func validate() throws {
    try OptionRange.check("checkpoint-seconds", checkpointSeconds, in: 0...1_000_000)
  }

  /// Where checkpoints go: beside the model.
  ///
  /// - Parameters:
  ///   - output: the path of the model.
  ///   - fingerprint: what the model is made from, by name.
  func plan(output: String, fingerprint: [String: String] = [:]) -> CheckpointPlan {
    var plan = CheckpointPlan(path: output + ".checkpoint", fingerprint: fingerprint)
    plan.resumes = resume
    plan.interval = .seconds(checkpointSeconds)
    return plan
  }
}

extension Provenance {
  /// What the model is made from, all of which must be the same for training to go on.
  var fingerprint: [String: String] {
    var fingerprint = inputs
    fingerprint["version"] = Version.current
    fingerprint["corpora"] = corporaList
    fingerprint["licence"] = licence
    fingerprint["attribution"] = attribution
    return fingerprint
  }
}
