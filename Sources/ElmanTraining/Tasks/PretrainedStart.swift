import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// What a network takes from a model that was trained before: its words, its characters, and the weights of the layers
/// that both have.
struct PretrainedStart: Sendable {
  private let model: any StartingModel
  private let weights: ParameterBuffer
  private let entries: [ParameterLayout.Entry]
  /// The words of the model, and those of the training corpus that it lacks.
  let words: Vocabulary
  /// How many of the first of them have a vector of their own.
  private let learnedWordCount: Int

  /// - Parameters:
  ///   - counts: the words of the training corpus.
  ///   - minimumCount: a word seen less often there has no vector unless the model has one.
  ///   - extraWords: how many of the words are kept that have only a vector learned elsewhere.
  init(
    _ model: any StartingModel, counts: VocabularyBuilder, minimumCount: Int, extraWords: Int
  ) throws(VocabularyError) {
    let own = model.shape.learnedWordCount > 0 ? model.shape.learnedWordCount : model.words.count
    func string(_ id: Int) -> [UInt8] { model.words.withBytes(of: Int32(id)) { Array($0) } }
    let learned = (1..<own).map(string)
    let known = Set(learned)
    let counted = try counts.build(minimumCount: minimumCount).vocabulary
    let new = (1..<counted.count).map { counted.withBytes(of: Int32($0)) { Array($0) } }
      .filter { !known.contains($0) }
    let taken = Set(new)
    let others = (own..<model.words.count).map(string).filter { !taken.contains($0) }
      .prefix(extraWords)
    self.model = model
    weights = model.weights.singlePrecision
    entries = model.encoderEntries
    words = try Vocabulary(learned + new + others)
    learnedWordCount = model.shape.learnedWordCount > 0 ? 1 + learned.count + new.count : 0
  }

  /// Sets what a network has in common with the model's.
  func fill(_ parameters: MutableParameterBuffer) {
    for entry in parameters.layout.entries {
      guard let other = counterpart(of: entry) else { continue }
      let (target, source) = (parameters[entry.parameter], weights[other.parameter])
      if Self.tables.contains(entry.name) {
        fillRows(of: target, from: source)
      } else if target.rows > source.rows {
        // The affixes that the model lacks change nothing until they have learned.
        target.fill(0)
        target.rows(0..<source.rows).copy(from: source)
      } else {
        target.copy(from: source)
      }
    }
  }

  /// The tables that have a row for each word.
  private static let tables: Set = ["words", "pretrained"]

  /// A word that the model lacks starts as the unknown word.
  private func fillRows(of target: MutableMatrixView, from source: MatrixView) {
    for id in 0..<target.rows {
      let other = id == 0 ? 0 : words.withBytes(of: Int32(id)) { Int(model.words.id(of: $0)) }
      target.copyRow(id, from: source, row: other < source.rows ? other : 0)
    }
  }

  /// Sets what turns hidden states into labels, for those columns and labels that the model, a tagger, has too.
  func fill(
    _ parameters: MutableParameterBuffer, of network: TaggerNetwork, columns: [TaggerColumn]
  ) {
    guard let tagger = model as? Tagger else { return }
    fillTree(parameters, of: network, columns: columns, from: tagger)
    for (head, column) in zip(network.heads, columns) {
      for (oldHead, old) in zip(tagger.network.heads, tagger.columns)
      where old.column == column.column
        && oldHead.projection.weights.rows == head.projection.weights.rows
      {
        let pairs = column.labels.labels.enumerated().compactMap { new, label in
          old.labels.id(of: label).map { (new: new, old: $0) }
        }
        copyColumns(pairs, parameters[head.projection.weights], oldHead.projection.weights)
        copyColumns(pairs, parameters[head.projection.bias], oldHead.projection.bias)
        if let parts = head.parts {
          // The labels that are copied have learned them.
          for parameter in [head.projection.weights, head.projection.bias] {
            parameters[parameter].columns(parts.labelCount..<parts.columnCount).fill(0)
          }
        }
        guard let crf = head.head as? CRFHead, let oldCRF = oldHead.head as? CRFHead else {
          continue
        }
        copyColumns(pairs, parameters[crf.start], oldCRF.start)
        copyColumns(pairs, parameters[crf.end], oldCRF.end)
        let (target, source) = (parameters[crf.transitions], weights[oldCRF.transitions])
        for from in pairs {
          for to in pairs { target[from.new, to.new] = source[from.old, to.old] }
        }
      }
    }
  }

  /// Sets what makes trees, if the model makes trees in the same way: of relations those that both know.
  private func fillTree(
    _ parameters: MutableParameterBuffer, of network: TaggerNetwork, columns: [TaggerColumn],
    from tagger: Tagger
  ) {
    guard let tree = network.tree, let oldTree = tagger.network.tree,
      let relations = columns.last?.labels, let oldRelations = tagger.columns.last?.labels,
      tree.scorer.relationSize == oldTree.scorer.relationSize
    else { return }
    let pairs = relations.labels.enumerated().compactMap { new, label in
      oldRelations.id(of: label).map { (new: new, old: $0) }
    }
    let perRelation = tree.scorer.relationParameters
    let oldEntries = tagger.network.layout.entries.filter {
      $0.parameter.offset >= tagger.network.treeStart
    }
    for entry in network.layout.entries where entry.parameter.offset >= network.treeStart {
      guard let old = oldEntries.first(where: { $0.name == entry.name }) else { continue }
      let (target, source) = (parameters[entry.parameter], weights[old.parameter])
      guard perRelation.contains(entry.parameter) else {
        if target.hasShape(of: source) { target.copy(from: source) }
        continue
      }
      for row in 0..<target.rows {
        for pair in pairs { target[row, pair.new] = source[row, pair.old] }
      }
    }
  }

  /// Copies the columns of labels.
  private func copyColumns(
    _ labels: [(new: Int, old: Int)], _ target: MutableMatrixView, _ parameter: Parameter
  ) {
    let source = weights[parameter]
    for row in 0..<source.rows {
      for label in labels { target[row, label.new] = source[row, label.old] }
    }
  }

  /// The affixes of the model.
  var affixes: Affixes? { model.affixes }

  /// The characters of the model.
  var characters: CharacterVocabulary { model.characters }

  /// Which words have what vectors.
  var shape: EncoderShape {
    EncoderShape(
      pretrainedSize: model.shape.pretrainedSize, learnedWordCount: learnedWordCount)
  }

  /// The model's parameter of the same name and size; a table's rows are words, which may be others.
  func counterpart(of entry: ParameterLayout.Entry) -> ParameterLayout.Entry? {
    guard let other = entries.first(where: { $0.name == entry.name }) else { return nil }
    let isSame =
      other.parameter.columns == entry.parameter.columns
      && (other.parameter.rows == entry.parameter.rows || Self.tables.contains(entry.name)
        || Self.readTokens.contains(entry.name) && other.parameter.rows < entry.parameter.rows)
    return isSame ? other : nil
  }

  /// How deep a parameter lies in the model: 0 for its highest layer over words, and one more than for the lowest for
  /// what makes the vectors of tokens; `nil` for one that the model lacks.
  func depth(of entry: ParameterLayout.Entry) -> Int? {
    guard counterpart(of: entry) != nil else { return nil }
    let highest = entries.compactMap { Self.layer(of: $0) }.max() ?? 0
    return highest - (Self.layer(of: entry) ?? -1)
  }

  /// The number of the layer over words that a parameter belongs to, from its name: `encoder.0.…`.
  private static func layer(of entry: ParameterLayout.Entry) -> Int? {
    let parts = entry.name.split(separator: ".")
    return parts.count > 2 && parts[0] == "encoder" ? Int(parts[1]) : nil
  }

  /// The weights that have a row for each element of a token's vector, affixes last.
  private static let readTokens: Set = [
    "encoder.0.leftToRight.inputWeights", "encoder.0.rightToLeft.inputWeights",
  ]
}
