import Elman
import ElmanCorpora
import ElmanTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The settings of a training run: the network's and the training's, as a JSON file holds them.
struct TrainingSettings<Model: TaskModel>: SettingsTable {
  var model = Model.Configuration()
  var training = Model.defaultTraining

  @SettingsBuilder<TrainingSettings>
  static var settings: [Setting<TrainingSettings>] {
    Setting("model", \.model, "what the network looks like")
    Setting(
      "training", "how it is trained", text: { "\($0.training)" },
      read: { reader, whole in
        // What is left out has the defaults of this kind of model.
        if let decoder = try reader.decoder(of: "training") {
          try whole.training.update(from: decoder)
        }
      },
      value: { $0.training })
  }

  /// The defaults.
  init() {}

  /// Reads a JSON file; without one, the defaults.
  init(path: String?) throws {
    guard let path else { return }
    let bytes = try SettingsFile.contents(of: path)
    do { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) } catch {
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
