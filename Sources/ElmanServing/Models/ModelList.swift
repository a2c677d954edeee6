import Elman
import ElmanBytes
import ElmanStreams
import ElmanText

/// What requests are told of the models.
package struct ModelList: Sendable {
  private struct Model: Sendable {
    let name: String
    let task: String
    let language: String?
    let columns: [String]
    let hasTokenizer: Bool
    let bytes: Int
    let licence: String?
    let isDefault: Bool
  }

  private let models: [Model]

  /// Reads what models say of themselves. Those that are for nothing that is served are left out.
  package init(_ served: ServedModels) {
    var defaults: [Spelling] = []
    for (task, usual) in [
      (Tagger.task, "english"), (Classifier.task, "english-sentiment"),
      (LanguageIdentifier.task, "languages"),
    ] {
      if let entry = served.defaultEntry(task: task, usual: usual) {
        defaults.append(Spelling(entry.name))
      }
    }
    models = served.entries.compactMap { entry in
      guard let head = served.head(of: entry),
        [Tagger.task, Classifier.task, LanguageIdentifier.task].contains(where: {
          head.task.hasSameBytes(as: $0)
        })
      else { return nil }
      return Model(
        name: entry.name,
        task: head.task.hasSameBytes(as: LanguageIdentifier.task) ? "identifier" : head.task,
        language: head.metadata.language(ofModelNamed: entry.name)?.code, columns: head.columns,
        hasTokenizer: head.metadata[.tokenizer] != nil, bytes: head.bytes,
        licence: head.metadata[.licence], isDefault: defaults.contains(Spelling(entry.name)))
    }
  }

  /// All models, as Elman's clients are told.
  package var json: [UInt8] {
    var json: [UInt8] = []
    json.append(json: "{\"models\":[")
    for (place, model) in models.enumerated() {
      if place > 0 { json.append(UInt8(ascii: ",")) }
      json.append(json: "{\"name\":")
      json.append(string: model.name.utf8)
      json.append(json: ",\"task\":")
      json.append(string: model.task.utf8)
      if let language = model.language {
        json.append(json: ",\"language\":")
        json.append(string: language.utf8)
      }
      json.append(json: ",\"columns\":[")
      for (place, column) in model.columns.enumerated() {
        if place > 0 { json.append(UInt8(ascii: ",")) }
        json.append(string: column.utf8)
      }
      json.append(json: "],\"bytes\":")
      json.append(number: model.bytes)
      if let licence = model.licence {
        json.append(json: ",\"licence\":")
        json.append(string: licence.utf8)
      }
      json.append(json: ",\"default\":")
      json.append(json: model.isDefault ? "true" : "false")
      json.append(UInt8(ascii: "}"))
    }
    json.append(json: "]}\n")
    return json
  }

  /// The taggers, as UDPipe's clients are told.
  package var udpipeJSON: [UInt8] {
    let taggers = models.filter { !$0.columns.isEmpty }
    var json = Array("{\n \"models\": {".utf8)
    for (place, model) in taggers.enumerated() {
      json += (place > 0 ? ",\n  " : "\n  ").utf8
      json.append(string: model.name.utf8)
      var steps = ["tokenizer", "tagger"]
      if model.columns.contains(where: { $0.hasSameBytes(as: TagColumn.deps.rawValue) }) {
        steps.append("parser")
      }
      json += ": [\n   ".utf8
      json += steps.map { "\"\($0)\"" }.joined(separator: ",\n   ").utf8
      json += "\n  ]".utf8
    }
    json += "\n }".utf8
    if let model = taggers.first(where: \.isDefault) {
      json += ",\n \"default_model\": ".utf8
      json.append(string: model.name.utf8)
    }
    json += "\n}\n".utf8
    return json
  }
}
