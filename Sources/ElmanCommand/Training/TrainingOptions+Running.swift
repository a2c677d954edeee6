import ArgumentParser
import Elman
import ElmanEvaluation
import ElmanSystem
import ElmanTraining
import Synchronization

extension TrainingOptions {
  /// What one command that trains shares with its runs.
  struct Plan<Model: TaskModel> where Model.Configuration: ShapedConfiguration {
    let settings: TrainingSettings<Model>
    let resources: TrainingResources<Model>
    let display: TrainingDisplay
    let provenance: Provenance
    /// Adds to a model, and to its metadata, what is no part of training.
    var complete: (Model, inout ModelMetadata) -> Model = { model, _ in model }
    /// A model learned from more examples, with what was found on the dev corpus by the one before.
    var adopt: (Model, Model) -> Model = { model, _ in model }
  }

  /// Trains a model, shows how that goes, and writes it.
  ///
  /// Where there is no file yet, each model that is the best so far is written; a file that is there stays until
  /// training has ended.
  func run<Model: TaskModel>(
    _ plan: Plan<Model>, _ corpora: (train: Model.Corpus, dev: Model.Corpus)
  ) async throws where Model.Configuration: ShapedConfiguration {
    let output = try outputPath()
    let (outcome, isWritten) = try await learn(plan, corpora, output: output)
    if outcome.wasStopped {
      let interruption = Interruption.watch()
      if !isWritten, !replaces(output) { try write(outcome, plan, to: output) }
      plan.display.finish(
        outcome, output: output, checkpoint: checkpoints.plan(output: output).path,
        isWritten: isWritten || !replaces(output))
      throw ExitCode(interruption.exitCode)
    }
    try check(outcome, plan, isWritten: isWritten)
    if !isWritten { try write(outcome, plan, to: output) }
    plan.display.finish(outcome, output: output)
  }

  /// Trains a model, and then another on all examples, for as many epochs as were best.
  func runOnAll<Model: TaskModel>(
    _ plan: Plan<Model>, _ corpora: (train: Model.Corpus, dev: Model.Corpus)
  ) async throws
  where Model.Configuration: ShapedConfiguration, Model.Corpus: DivisibleCorpus {
    let output = try outputPath()
    var (outcome, _) = try await learn(plan, corpora, output: nil)
    try check(outcome, plan, isWritten: false)
    if !outcome.wasStopped {
      plan.display.note("all data: \(outcome.epoch) epochs of train and dev")
      plan.display.hidesScores = true
      let all = corpora.train.joined(with: corpora.dev)
      var last = plan.settings
      (last.training.epochs, last.training.keepsLastEpoch) = (max(1, outcome.epoch), true)
      let found = outcome
      let final = try await learn(
        Plan(
          settings: last, resources: plan.resources, display: plan.display,
          provenance: plan.provenance), (all, corpora.dev), output: nil)
      outcome = TrainingOutcome(
        model: plan.adopt(final.outcome.model, found.model), epoch: found.epoch,
        score: found.score, wasStopped: final.outcome.wasStopped)
    }
    if outcome.wasStopped { throw stopped(plan) }
    try write(outcome, plan, to: output)
    plan.display.finish(outcome, output: output)
  }

  /// Trains a model for each part of a corpus on the others, and tells the mean of their scores.
  func crossValidate<Model: TaskModel>(
    _ plan: Plan<Model>, _ corpus: Model.Corpus, folds: Int
  ) async throws
  where Model.Configuration: ShapedConfiguration, Model.Corpus: DivisibleCorpus {
    guard corpus.exampleCount >= 2 * folds else {
      throw CommandError(
        "\(train): expected at least \(2 * folds) \(Model.Corpus.examplesName) for \(folds) folds, found"
          + " \(corpus.exampleCount)", code: Failure.data)
    }
    var outcomes: [TrainingOutcome<Model, Model.Score>] = []
    let parts = corpus.folds(folds, seed: plan.settings.training.seed)
    for (number, part) in parts.enumerated() {
      plan.display.note("fold \(number + 1) of \(folds)")
      let (outcome, _) = try await learn(plan, part, output: nil)
      if outcome.wasStopped { throw stopped(plan) }
      outcomes.append(outcome)
    }
    plan.display.showFolds(outcomes.map(\.score))
    guard let output, let middle = outcomes.map(\.epoch).sorted().middle else { return }
    plan.display.note("all data: \(middle) epochs")
    plan.display.hidesScores = true
    var last = plan.settings
    (last.training.epochs, last.training.keepsLastEpoch) = (max(1, middle), true)
    let (final, _) = try await learn(
      Plan(
        settings: last, resources: plan.resources, display: plan.display,
        provenance: plan.provenance), (corpus, parts[0].dev), output: nil)
    if final.wasStopped { throw stopped(plan) }
    let outcome = TrainingOutcome(
      model: plan.adopt(final.model, outcomes[0].model), epoch: middle, score: outcomes[0].score,
      wasStopped: false)
    try write(outcome, plan, to: output)
    plan.display.finish(outcome, output: output)
  }

  /// What ends several runs of which one was stopped: none of them alone is what was asked for.
  private func stopped<Model: TaskModel>(_ plan: Plan<Model>) -> ExitCode
  where Model.Configuration: ShapedConfiguration {
    plan.display.note("stopped early; no model is written")
    return ExitCode(Interruption.watch().exitCode)
  }

  /// Whether there is a file that is to be replaced.
  private func replaces(_ output: String) -> Bool {
    FileStatus(of: output).map { $0.size > 0 } ?? false
  }

  /// After so many epochs a model has learned something, or does not learn.
  private static let enoughEpochs = 5

  /// Tells what a model has not learned.
  ///
  /// - Throws: `CommandError` for one that learned nothing.
  private func check<Model: TaskModel>(
    _ outcome: TrainingOutcome<Model, Model.Score>, _ plan: Plan<Model>, isWritten: Bool
  ) throws(CommandError) where Model.Configuration: ShapedConfiguration {
    // After fewer epochs it is too early to say.
    guard plan.display.lastEpoch >= Self.enoughEpochs else { return }
    let faults = outcome.score.faults
    let remedy = "more epochs, another --learning-rate or more examples may help"
    for line in faults.lines { plan.display.warn("\(line); \(remedy)") }
    try checkStrict(plan.display)
    guard faults.isAll else { return }
    throw CommandError(
      "training failed: the model is no better than one that learned nothing"
        + (isWritten ? "" : "; it is not written"), code: Failure.data)
  }

  private func write<Model: TaskModel>(
    _ outcome: TrainingOutcome<Model, Model.Score>, _ plan: Plan<Model>, to path: String
  ) throws(ModelError) where Model.Configuration: ShapedConfiguration {
    try write(outcome.model, outcome.score, epoch: outcome.epoch, plan, to: path)
  }

  private func write<Model: TaskModel>(
    _ model: Model, _ score: Model.Score, epoch: Int, _ plan: Plan<Model>, to path: String
  ) throws(ModelError) where Model.Configuration: ShapedConfiguration {
    var metadata = plan.provenance.metadata(score, epoch: epoch)
    try plan.complete(model, &metadata).write(to: path, metadata: metadata)
  }

  /// Trains a model and shows how that goes.
  ///
  /// - Parameter output: where the best model so far is written, if no file is there; `nil` for none.
  private func learn<Model: TaskModel>(
    _ plan: Plan<Model>, _ corpora: (train: Model.Corpus, dev: Model.Corpus), output: String?
  ) async throws -> (outcome: TrainingOutcome<Model, Model.Score>, isWritten: Bool)
  where Model.Configuration: ShapedConfiguration {
    let interruption = Interruption.watch()
    let checkpoint = output.map {
      checkpoints.plan(output: $0, fingerprint: plan.provenance.fingerprint)
    }
    let goesOn = checkpoint.map { $0.resumes && $0.fileExists } ?? false
    if let checkpoint, checkpoint.resumes, !goesOn {
      plan.display.note("no \(checkpoint.path); training begins anew")
    }
    let logFile = try log.map { try TrainingLogFile(path: $0, goesOn: goesOn) }
    let writesOnTheWay = output.map { !replaces($0) || goesOn } ?? false
    var isWritten = false
    let refusal = Refusal()
    let trainer = Trainer<Model>(plan.settings.model, plan.settings.training)
    do {
      let outcome = try await trainer.train(
        on: corpora.train, dev: corpora.dev, with: plan.resources, threads: threads,
        checkpoints: checkpoint,
        shouldStop: { interruption.wasRequested || refusal.isThere.load(ordering: .relaxed) },
        observe: observe)
      if refusal.isThere.load(ordering: .relaxed) { try checkpoint?.remove() }
      try checkStrict(plan.display)
      if !outcome.wasStopped { try checkpoint?.remove() }
      return (outcome, isWritten)
    } catch {
      if let error = error as? TrainingError, let entry = TrainingLog.Entry(error) {
        logFile?.write(entry)
        plan.display.end()
        // Whoever went on from it would come to the same end.
        try checkpoint?.remove()
      }
      throw error
    }

    func observe(_ progress: TrainingProgress<Model, Model.Score>) {
      plan.display.show(progress)
      logFile?.note(progress)
      if strict, plan.display.warningCount > 0 {
        return refusal.isThere.store(true, ordering: .relaxed)
      }
      guard case .epoch(let report) = progress, report.isKept, let output, writesOnTheWay else {
        return
      }
      do throws(ModelError) {
        try write(report.model, report.score, epoch: report.epoch, plan, to: output)
        isWritten = true
      } catch {
        // Training goes on: whoever makes room on the disk by its end has lost nothing.
        isWritten = false
        plan.display.warn("\(error)")
      }
    }
  }
}

/// That training is to end, since a warning is an error.
private final class Refusal: Sendable {
  let isThere = Atomic(false)
}

extension [Int] {
  /// The middle one of sorted numbers.
  fileprivate var middle: Int? { isEmpty ? nil : self[count / 2] }
}
