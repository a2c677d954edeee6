import ElmanSystem
import ElmanTensors
import ElmanText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A model file whose metadata is known: what all tasks share in it are metadata, parameters,
/// vocabularies.
///
/// The parameters stand in the layout's order without gaps, so that the mapped file is the
/// parameter buffer; a vocabulary is three tensors, `name.bytes`, `name.offsets` and `name.slots`,
/// which are looked up where they lie; without `slots` these are made on loading.
package struct ModelFile: Sendable {
  let tensors: SafetensorsFile
  /// What the file says about itself.
  package let metadata: ModelMetadata

  /// Maps a file and checks its format.
  ///
  /// - Throws: `ModelError.file`, `invalidFile`, `notAModel`, `unsupportedFormat`.
  package init(path: String) throws(ModelError) {
    let tensors: SafetensorsFile
    do throws(SafetensorsError) { tensors = try SafetensorsFile(path: path) } catch {
      throw ModelError(error)
    }
    try self.init(tensors)
  }

  /// Reads a file that is in memory already and checks its format.
  ///
  /// - Throws: `ModelError.file`, `invalidFile`, `notAModel`, `unsupportedFormat`.
  package init(_ file: MappedFile) throws(ModelError) {
    let tensors: SafetensorsFile
    do throws(SafetensorsError) { tensors = try SafetensorsFile(file) } catch {
      throw ModelError(error)
    }
    try self.init(tensors)
  }

  /// Reads what would be in a file.
  init(_ contents: SafetensorsWriter, name: String) throws(ModelError) {
    let bytes: [UInt8]
    do throws(SafetensorsError) { bytes = try contents.serialized() } catch {
      throw ModelError(error)
    }
    try self.init(MappedFile(copying: bytes, name: name))
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

  /// A network's settings, and its shape if they have one.
  func settings<Table: SettingsTable>(
    _ key: ModelMetadata.Key = .configuration
  ) throws(ModelError) -> Table {
    do {
      return try JSONDecoder().decode(
        Table.self, from: Data((metadata[key] ?? "").utf8))
    } catch {
      throw .invalidConfiguration(
        path: tensors.path, reason: "\(key.rawValue): \(Settings.reason(for: error))")
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

  /// The weights of a layout, in the precision that the metadata tells.
  func weights(_ layout: ParameterLayout) throws(ModelError) -> any Weights {
    let name = metadata[.precision] ?? WeightPrecision.float32.rawValue
    guard let precision = WeightPrecision(rawValue: name) else {
      throw .invalidConfiguration(
        path: tensors.path, reason: "expected the precision float32 or int8, found '\(name)'")
    }
    do throws(SafetensorsError) {
      switch precision {
      case .float32:
        return PackedWeights(try ParameterBuffer(tensors, layout: layout), forTraining: false)
      case .int8: return try QuantizedWeights(tensors, layout: layout)
      }
    } catch { throw ModelError(error) }
  }

  /// A vocabulary on the mapped tables.
  func vocabulary(_ name: String) throws(ModelError) -> Vocabulary {
    let bytes: UnsafeBufferPointer<UInt8> = try values("\(name).bytes", shape: [nil])
    let offsets: UnsafeBufferPointer<Int32> = try values("\(name).offsets", shape: [nil])
    do throws(VocabularyError) {
      if tensors.tensor(named: "\(name).slots") == nil {
        return try Vocabulary(
          hashing: UnsafeRawBufferPointer(bytes), offsets: offsets, owner: tensors.owner)
      }
    } catch { throw .invalidVocabulary(path: tensors.path, table: name, reason: "\(error)") }
    let slots: UnsafeBufferPointer<Int32> = try values("\(name).slots", shape: [nil])
    do throws(VocabularyError) {
      return try Vocabulary(
        validating: UnsafeRawBufferPointer(bytes), offsets: offsets, slots: slots,
        owner: tensors.owner)
    } catch { throw .invalidVocabulary(path: tensors.path, table: name, reason: "\(error)") }
  }

  /// A vocabulary of characters.
  func characters(_ name: String) throws(ModelError) -> CharacterVocabulary {
    let scalars: UnsafeBufferPointer<Int32> = try values(name, shape: [nil])
    do throws(VocabularyError) { return try CharacterVocabulary(validating: scalars) } catch {
      throw .invalidVocabulary(path: tensors.path, table: name, reason: "\(error)")
    }
  }

  /// A set of labels, which must not be empty.
  func labels(_ name: String) throws(ModelError) -> LabelSet {
    let labels = try texts(name)
    guard labels.count > 0 else { throw .tooFewLabels(path: tensors.path, table: name, found: 0) }
    return labels
  }

  /// A set of texts.
  func texts(_ name: String) throws(ModelError) -> LabelSet {
    let bytes: UnsafeBufferPointer<UInt8> = try values("\(name).bytes", shape: [nil])
    let offsets: UnsafeBufferPointer<Int32> = try values("\(name).offsets", shape: [nil])
    do throws(VocabularyError) {
      return try LabelSet(validating: UnsafeRawBufferPointer(bytes), offsets: offsets)
    } catch { throw .invalidVocabulary(path: tensors.path, table: name, reason: "\(error)") }
  }

  /// What a model's file holds.
  ///
  /// - Parameter precision: what the weights are stored as, if not as what they are; they can be
  ///   made coarser alone.
  static func contents(
    task: String, _ settings: some SettingsTable, metadata: ModelMetadata,
    weights: any Weights, precision: WeightPrecision? = nil, words: Vocabulary,
    characters: CharacterVocabulary, labels: [(name: String, labels: LabelSet)]
  ) -> SafetensorsWriter {
    let precision = precision ?? weights.precision
    var metadata = metadata
    metadata[.format] = String(ModelMetadata.currentFormat)
    metadata[.task] = task
    metadata[.configuration] = Settings.json(settings)
    metadata[.unicode] = TextNormalizer.unicodeVersion
    metadata[.precision] = precision == .float32 ? nil : precision.rawValue
    metadata[.checksums] = nil
    var writer = SafetensorsWriter()
    writer.metadata = metadata.values
    if precision == .int8, let single = weights as? PackedWeights {
      writer.add(quantizing: single.parameters)
    } else {
      weights.add(to: &writer)
    }
    // Slots are quickly made, and large beside the rest of a small file.
    writer.add("vocabulary.words", words, slots: precision == .float32)
    writer.add("vocabulary.characters", characters.scalars, shape: [characters.scalars.count])
    for (name, labels) in labels { writer.add(name, labels) }
    return writer
  }

  /// The elements of a tensor where they lie.
  func values<Element: TensorElement>(
    _ name: String, shape: [Int?]
  ) throws(ModelError) -> UnsafeBufferPointer<Element> {
    do throws(SafetensorsError) {
      return try tensors.values(of: name, shape: shape)
    } catch { throw ModelError(error) }
  }
}

extension SafetensorsWriter {
  /// The same with the checksums of what is to be written.
  var withChecksums: SafetensorsWriter {
    var file = self
    file.metadata[ModelMetadata.Key.checksums.rawValue] = ModelChecksums(of: self).text
    return file
  }

  /// Adds a vocabulary's tables.
  mutating func add(_ name: String, _ vocabulary: Vocabulary, slots hasSlots: Bool) {
    vocabulary.withTables { bytes, offsets, slots in
      if hasSlots { add("\(name).slots", Array(slots), shape: [slots.count]) }
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
