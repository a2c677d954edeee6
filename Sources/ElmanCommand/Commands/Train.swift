import ArgumentParser

/// `elman train`.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains a model on a labelled corpus.",
    subcommands: [TrainTagger.self, TrainClassifier.self, TrainTokenizer.self])
}
