import CElmanModels
import Elman
import ElmanTensors

/// The trained models that are part of the program which links this module.
///
/// They need no file beside the program and are read from disk when they are used.
public enum ShippedModel {
  /// The name of the model that is used where none is named.
  public static let defaultName = "english"
  /// The name of the classifier that is used where none is named.
  public static let defaultClassifier = "english-sentiment"

  /// The names of the models, in a fixed order.
  public static var names: [String] {
    (0..<elman_embedded_model_count()).map { String(cString: elman_embedded_model_at($0).name) }
  }

  /// The model file of a name, or `nil` if no model has it.
  ///
  /// - Complexity: O(number of models); no byte of the file is copied.
  public static func file(named name: String) -> MappedFile? {
    for index in 0..<elman_embedded_model_count() {
      let model = elman_embedded_model_at(index)
      guard name == String(cString: model.name) else { continue }
      return MappedFile(
        staticBytes: UnsafeRawBufferPointer(start: model.bytes, count: model.size), name: name)
    }
    return nil
  }
}

extension Classifier {
  /// The classifier of a name that is part of the program.
  ///
  /// ```swift
  /// let classifier = try Classifier.shipped()
  /// ```
  ///
  /// - Throws: `ModelError.notFound` if no model has this name; what `init(_:)` throws if the model
  ///   is no classifier.
  public static func shipped(
    _ name: String = ShippedModel.defaultClassifier
  ) throws(ModelError) -> Classifier {
    try Classifier(try ShippedModel.existing(name))
  }
}

extension ShippedModel {
  /// The model file of a name, or an error that names those that there are.
  fileprivate static func existing(_ name: String) throws(ModelError) -> MappedFile {
    guard let file = file(named: name) else {
      throw .notFound(name: name, places: ["this program"], available: names)
    }
    return file
  }
}

extension Tagger {
  /// The tagger of a name that is part of the program.
  ///
  /// ```swift
  /// let tagger = try Tagger.shipped()
  /// ```
  ///
  /// - Throws: `ModelError.notFound` if no model has this name; what `init(_:)` throws if the model
  ///   is no tagger.
  public static func shipped(
    _ name: String = ShippedModel.defaultName
  ) throws(ModelError) -> Tagger {
    try Tagger(try ShippedModel.existing(name))
  }
}
