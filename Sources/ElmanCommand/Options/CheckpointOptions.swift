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
  ///   - run: what the model is made from, by name.
  func plan(output: String, run: [String: String] = [:]) -> CheckpointPlan {
    var plan = CheckpointPlan(path: output + ".checkpoint", run: run)
    plan.resumes = resume
    plan.interval = .seconds(checkpointSeconds)
    return plan
  }
}

extension Provenance {
  /// What the model is made from, all of which must be the same for training to go on.
  var run: [String: String] {
    var run = inputs
    run["version"] = Version.current
    run["corpora"] = corporaList
    run["licence"] = licence
    run["attribution"] = attribution
    return run
  }
}
