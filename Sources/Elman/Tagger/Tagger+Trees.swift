import ElmanNetworks
import ElmanTensors
import ElmanText

extension Tagger {
  /// The same tagger with the trees of another, which started from this one and kept all that lies below its columns.
  ///
  /// What this one finds does not change by a bit.
  ///
  /// - Throws: `TreeError` for a tagger whose trees rest on other layers; `ModelError` as for any model that is read.
  package func addingTrees(of other: Tagger) throws -> Tagger {
    try TreeError.check(self, other)
    let trees = weights.precision == .int8 ? try other.quantized() : other
    var configuration = configuration
    configuration.columns = configuration.columns.filter { $0 != .deps } + [.deps]
    configuration.columnWeights[.deps] = nil
    configuration.treeLayers = other.configuration.treeLayers
    configuration.treeInputSize = other.configuration.treeInputSize
    configuration.treeCell = other.configuration.treeCell
    configuration.treeHiddenSize = other.configuration.treeHiddenSize
    configuration.arcSize = other.configuration.arcSize
    configuration.relationSize = other.configuration.relationSize
    configuration.treeDropout = other.configuration.treeDropout
    // What stands in files of both is put together, byte for byte.
    var contents = SafetensorsWriter()
    let own = self.contents(metadata)
    contents.metadata = own.metadata
    contents.metadata[ModelMetadata.Key.configuration.rawValue] =
      Settings.json(Configured(configuration, shape))
    own.forEachTensor { name, type, shape, bytes in
      if !Self.isOfTrees(name) { contents.add(name, type: type, bytes: Array(bytes), shape: shape) }
    }
    trees.contents(trees.metadata).forEachTensor { name, type, shape, bytes in
      if Self.isOfTrees(name) { contents.add(name, type: type, bytes: Array(bytes), shape: shape) }
    }
    return try Tagger(ModelFile(contents, name: "the tagger with trees"))
  }

  private static func isOfTrees(_ tensor: String) -> Bool {
    ["\(TagColumn.deps.rawValue).", "labels.\(TagColumn.deps.rawValue)."].contains {
      tensor.utf8.starts(with: $0.utf8)
    }
  }
}

/// Why a tagger cannot get the trees of another.
package enum TreeError: Error, CustomStringConvertible {
  /// It has one column alone.
  case oneColumn
  /// The other finds no trees, or nothing else.
  case noTrees
  /// The other's layers are none of its own.
  case otherLayers(name: String)

  package var description: String {
    switch self {
    case .oneColumn:
      "expected a tagger of several columns to add trees to, found one of a single column"
    case .noTrees: "expected a tagger of trees and of other columns, found one without"
    case .otherLayers(let name):
      "expected a tagger of trees that started from this one and kept its layers (pretrainedRate 0),"
        + " found other weights in \(name)"
    }
  }

  /// Compares all that lies below the columns, but for the vectors of words: there the other may have more.
  fileprivate static func check(_ tagger: Tagger, _ other: Tagger) throws {
    guard tagger.columns.count(where: { $0.column != .deps }) > 1 else { throw oneColumn }
    guard other.network.tree != nil, other.columns.count > 1 else { throw noTrees }
    let (own, others) = (tagger.weights.singlePrecision, other.weights.singlePrecision)
    let entries = other.network.layout.entries
    for entry in tagger.network.layout.entries
    where entry.parameter.offset < tagger.network.encoderEnd && entry.use != .table {
      guard let counterpart = entries.first(where: { $0.name == entry.name }),
        own[entry.parameter].hasShape(of: others[counterpart.parameter]),
        own[entry.parameter].elements == others[counterpart.parameter].elements
      else { throw otherLayers(name: entry.name) }
    }
  }
}
