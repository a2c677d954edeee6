import ArgumentParser
import Elman
import ElmanTraining

/// `elman train`.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains a model on a labelled corpus.",
    subcommands: [
      TrainTagger.self, TrainClassifier.self, TrainTokenizer.self, TrainIdentifier.self,
    ])

  @Flag(help: "Show all settings that a JSON file of --config may have.") var settings = false
  @Flag(help: "With --settings: as a JSON Schema of such files.") var json = false

  func validate() throws {
    if json, !settings { throw ValidationError("--json needs --settings") }
  }

  func run() throws {
    guard settings else { throw CleanExit.helpRequest(self) }
    if json { return try StandardOutput.print(SettingsSchema.json + "\n") }
    let tables = [
      SettingsText("training", TrainingConfiguration.self),
      SettingsText("model of a tagger", Configured<TaggerConfiguration>.self),
      SettingsText("model of a classifier", Configured<ClassifierConfiguration>.self),
      SettingsText("model of a tokenizer", Configured<TokenizerConfiguration>.self),
      SettingsText("model of a language identifier", Configured<IdentifierConfiguration>.self),
      SettingsText("model of a language model", Configured<LanguageModelConfiguration>.self),
    ]
    let note =
      "Of taggers and classifiers training finds some by the size of the corpus, unless they are given."
    try StandardOutput.print((tables.map(\.text) + [note]).joined(separator: "\n"))
  }
}
