import ElmanTensors
import ElmanText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The parts of a model file that all tasks share: metadata, parameters, vocabularies.
///
/// The parameters stand in the layout's order without gaps, so that the mapped file is the
/// parameter buffer; a vocabulary is three tensors, `name.bytes`, `name.offsets` and `name.slots`,
/// which are looked up where they lie.
struct ModelFile {
  let tensors: SafetensorsFile
  let metadata: ModelMetadata

  /// Maps a file and checks its format.
  init(path: String) throws(ModelError) {
    let tensors: SafetensorsFile
    do throws(SafetensorsError) { tensors = try SafetensorsFile(path: path) } catch {
      throw .file(error)
    }
    try self.init(tensors)
  }

  /// Reads a file that is in memory already and checks its format.
  init(_ file: MappedFile) throws(ModelError) {
    let tensors: SafetensorsFile
    do throws(SafetensorsError) { tensors = try SafetensorsFile(file) } catch {
      throw .file(error)
    }
    try self.init(tensors)
  }

  private init(_ tensors: SafetensorsFile) throws(ModelError) {
    self.tensors = tensors
    metadata = ModelMetadata(tensors.metadata)
    guard let format = metadata[.format] else { throw .notAModel(path: tensors.path) }
    guard let number = Int(format), (1...ModelMetadata.currentFormat).contains(number) else {
      throw .unsupportedFormat(
        path: tensors.path, found: format, supported: ModelMetadata.currentFormat)
    }
  }

  /// Checks what the model is for.
  func expect(task: String) throws(ModelError) {
    guard metadata[.task] == task else {
      throw .wrongTask(path: tensors.path, expected: task, found: metadata[.task] ?? "none")
    }
  }

  /// A network's configuration.
  func configuration<Configuration: Decodable>(
    _ key: ModelMetadata.Key = .configuration
  ) throws(ModelError) -> Configuration {
    do {
      return try JSONDecoder().decode(
        Configuration.self, from: Data((metadata[key] ?? "").utf8))
    } catch {
      throw .invalidConfiguration(path: tensors.path, reason: Settings.reason(for: error))
    }
  }

  /// The temperature of probabilities, 1 unless the metadata tells another.
  func temperature() throws(ModelError) -> Float {
    guard let text = metadata[.temperature] else { return 1 }
    guard let value = Float(text), value >= 1e-3, value <= 1e3 else {
      throw .invalidConfiguration(
        path: tensors.path, reason: "expected a temperature from 0.001 to 1000, found '\(text)'")
    }
    return value
  }

  /// The parameters of a layout, where they lie if they lie there in order, else copied.
  func parameters(_ layout: ParameterLayout) throws(ModelError) -> ParameterBuffer {
    var parts: [UnsafeBufferPointer<Float>] = []
    for entry in layout.entries {
      let shape = [entry.parameter.rows, entry.parameter.columns]
      parts.append(try values(entry.name, shape: shape))
    }
    let isContiguous = zip(parts, parts.dropFirst()).allSatisfy { part, next in
      part.baseAddress.map { $0 + part.count } == next.baseAddress
    }
    if isContiguous, let start = parts.first?.baseAddress {
      return ParameterBuffer(
        borrowing: UnsafeBufferPointer(start: start, count: layout.count), layout: layout,
        owner: tensors.owner)
    }
    let buffer = ParameterBuffer(zerosFor: layout)
    for (entry, part) in zip(layout.entries, parts) {
      buffer.set(entry.parameter, to: part)
    }
    return buffer
  }

  /// A vocabulary on the mapped tables.
  func vocabulary(_ name: String) throws(ModelError) -> Vocabulary {
    let bytes: UnsafeBufferPointer<UInt8> = try values("\(name).bytes", shape: [nil])
    let offsets: UnsafeBufferPointer<Int32> = try values("\(name).offsets", shape: [nil])
    let slots: UnsafeBufferPointer<Int32> = try values("\(name).slots", shape: [nil])
    do throws(VocabularyError) {
      return try Vocabulary(
        validating: UnsafeRawBufferPointer(bytes), offsets: offsets, slots: slots,
        owner: tensors.owner)
    } catch { throw .invalidVocabulary(path: tensors.path, table: name, error) }
  }

  /// A vocabulary of characters.
  func characters(_ name: String) throws(ModelError) -> CharacterVocabulary {
    let scalars: UnsafeBufferPointer<Int32> = try values(name, shape: [nil])
    do throws(VocabularyError) { return try CharacterVocabulary(validating: scalars) } catch {
      throw .invalidVocabulary(path: tensors.path, table: name, error)
    }
  }

  /// A set of labels, which must not be empty.
  func labels(_ name: String) throws(ModelError) -> LabelSet {
    let bytes: UnsafeBufferPointer<UInt8> = try values("\(name).bytes", shape: [nil])
    let offsets: UnsafeBufferPointer<Int32> = try values("\(name).offsets", shape: [nil])
    let labels: LabelSet
    do throws(VocabularyError) {
      labels = try LabelSet(validating: UnsafeRawBufferPointer(bytes), offsets: offsets)
    } catch { throw .invalidVocabulary(path: tensors.path, table: name, error) }
    guard labels.count > 0 else { throw .tooFewLabels(path: tensors.path, found: 0) }
    return labels
  }

  /// What a model's file holds.
  static func contents(
    task: String, _ configuration: some Encodable, metadata: ModelMetadata,
    weights: ParameterBuffer, words: Vocabulary, characters: CharacterVocabulary, labels: LabelSet
  ) -> SafetensorsWriter {
    var metadata = metadata
    metadata[.format] = String(ModelMetadata.currentFormat)
    metadata[.task] = task
    metadata[.configuration] = Settings.json(configuration)
    metadata[.unicode] = TextNormalizer.unicodeVersion
    var writer = SafetensorsWriter()
    writer.metadata = metadata.values
    writer.add(weights)
    writer.add("vocabulary.words", words)
    writer.add("vocabulary.characters", characters.scalars, shape: [characters.scalars.count])
    writer.add("labels", labels)
    return writer
  }

  private func values<Element: TensorElement>(
    _ name: String, shape: [Int?]
  ) throws(ModelError) -> UnsafeBufferPointer<Element> {
    do throws(SafetensorsError) {
      return try tensors.values(of: name, shape: shape)
    } catch { throw .file(error) }
  }
}

extension SafetensorsWriter {
  /// Writes a model's file, whole or not at all.
  func writeModel(to path: String) throws(ModelError) {
    do throws(SafetensorsError) { try write(to: path) } catch { throw .file(error) }
  }

  /// Adds all parameters, in the layout's order.
  mutating func add(_ parameters: ParameterBuffer) {
    for entry in parameters.layout.entries {
      let parameter = entry.parameter
      add(
        entry.name, parameters[parameter].elements,
        shape: [parameter.rows, parameter.columns])
    }
  }

  /// Adds a vocabulary's tables.
  mutating func add(_ name: String, _ vocabulary: Vocabulary) {
    vocabulary.withTables { bytes, offsets, slots in
      add("\(name).slots", Array(slots), shape: [slots.count])
      add("\(name).offsets", Array(offsets), shape: [offsets.count])
      add("\(name).bytes", Array(bytes), shape: [bytes.count])
    }
  }

  /// Adds a set of labels.
  mutating func add(_ name: String, _ labels: LabelSet) {
    labels.withTables { bytes, offsets in
      add("\(name).offsets", Array(offsets), shape: [offsets.count])
      add("\(name).bytes", Array(bytes), shape: [bytes.count])
    }
  }
}
