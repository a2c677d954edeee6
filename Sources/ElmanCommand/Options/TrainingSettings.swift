import Elman
import ElmanCorpora
import ElmanTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The settings of a training run: the network's and the training's, as a JSON file holds them.
struct TrainingSettings<Model: TaskModel>: SettingsTable
where Model.Configuration: ShapedConfiguration {
  var model = Model.Configuration()
  var training = Model.defaultTraining

  @SettingsBuilder<TrainingSettings>
  static var settings: [Setting<TrainingSettings>] {
    Setting(
      "model", "what the network looks like", text: { "\($0.model)" },
      read: { reader, whole in
        guard let decoder = try reader.decoder(of: "model") else { return }
        var model = Configured(whole.model)
        try model.update(from: decoder)
        whole.model = model.settings
      },
      value: { $0.model })
    Setting(
      "training", "how it is trained", text: { "\($0.training)" },
      read: { reader, whole in
        guard let decoder = try reader.decoder(of: "training") else { return }
        try whole.training.update(from: decoder)
      },
      value: { $0.training })
  }

  /// The defaults of this kind of model.
  init() {}

  /// The defaults for a corpus, but for what a JSON file has.
  ///
  /// - Parameter resources: what else it is learned from.
  init(for corpus: Model.Corpus, with resources: TrainingResources<Model>, updatedBy path: String?)
    throws
  {
    let trainer = Trainer<Model>(for: corpus, with: resources)
    (model, training) = (trainer.configuration, trainer.training)
    try update(from: path)
  }

  /// The given settings, but for what a JSON file has.
  init(_ model: Model.Configuration, updatedBy path: String?) throws {
    self.model = model
    try update(from: path)
  }

  /// Reads a JSON file, which may leave anything out; without one, the defaults.
  init(path: String?) throws { try update(from: path) }

  private mutating func update(from path: String?) throws {
    guard let path else { return }
    let bytes = try SettingsFile.contents(of: path)
    do {
      try update(from: JSONDecoder().decode(AnyDecoder.self, from: Data(bytes)).decoder)
    } catch {
      throw CommandError("\(path): \(Settings.reason(for: error))", code: Failure.data)
    }
  }

  /// The same settings, each in the range that a JSON file may give it.
  func checked() throws -> Self {
    do {
      return try JSONDecoder().decode(Self.self, from: Data(Settings.json(self).utf8))
    } catch { throw CommandError(Settings.reason(for: error), code: Failure.usage) }
  }
}

/// What the help says of a setting that may come from the JSON file too, and so has no default of its
/// own among the options.
enum DefaultSetting {
  static func of<Model: ModelConfiguration>(
    _ setting: KeyPath<Model, some Any>
  ) -> String {
    " (default: \(Model()[keyPath: setting]))"
  }
}

/// Hands on what decodes it, so that values that are there can be updated.
private struct AnyDecoder: Decodable {
  let decoder: any Decoder

  init(from decoder: any Decoder) { self.decoder = decoder }
}
