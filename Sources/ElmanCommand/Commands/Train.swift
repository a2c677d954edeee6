import ArgumentParser
import Elman
import ElmanTraining

/// `elman train`.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains a model on a labelled corpus.",
    subcommands: [TrainTagger.self, TrainClassifier.self, TrainTokenizer.self])

  @Flag(help: "Show all settings that a JSON file of --config may have.") var settings = false

  func run() throws {
    guard settings else { throw CleanExit.helpRequest(self) }
    let tables = [
      SettingsText("training", TrainingConfiguration.self),
      SettingsText("model of a tagger", Configured<TaggerConfiguration>.self),
      SettingsText("model of a classifier", Configured<ClassifierConfiguration>.self),
      SettingsText("model of a tokenizer", Configured<TokenizerConfiguration>.self),
      SettingsText("model of a language model", Configured<LanguageModelConfiguration>.self),
    ]
    let note = "Of taggers training finds some by the size of the corpus, unless they are given."
    try StandardOutput.print((tables.map(\.text) + [note]).joined(separator: "\n"))
  }
}
