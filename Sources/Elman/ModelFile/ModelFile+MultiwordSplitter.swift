import ElmanTensors
import ElmanText

extension ModelFile {
  /// A splitter of multiword tokens; one that splits nothing if the file has none.
  func multiwordSplitter(_ name: String) throws(ModelError) -> MultiwordSplitter {
    guard tensors.tensor(named: name) != nil else { return MultiwordSplitter() }
    let table: UnsafeBufferPointer<UInt8> = try values(name, shape: [nil])
    do throws(MultiwordTableError) { return try MultiwordSplitter(table: table) } catch {
      throw .invalidMultiwords(path: tensors.path, reason: "\(error)")
    }
  }
}

extension ModelFile {
  /// Rules of where tokens and sentences end; none that decide anything if the file has none.
  func boundaryRules(_ name: String) throws(ModelError) -> BoundaryRules {
    guard tensors.tensor(named: name) != nil else { return BoundaryRules() }
    let table: UnsafeBufferPointer<UInt8> = try values(name, shape: [nil])
    do throws(BoundaryTableError) { return try BoundaryRules(table: table) } catch {
      throw .invalidVocabulary(path: tensors.path, table: name, reason: "\(error)")
    }
  }
}

extension SafetensorsWriter {
  /// Adds rules of where tokens and sentences end, unless they decide nothing.
  mutating func add(_ name: String, _ rules: BoundaryRules) {
    guard !rules.isEmpty else { return }
    let table = rules.table
    add(name, table, shape: [table.count])
  }

  /// Adds a splitter of multiword tokens, unless it splits nothing.
  mutating func add(_ name: String, _ splitter: MultiwordSplitter) {
    guard !splitter.isEmpty else { return }
    let table = splitter.table
    add(name, table, shape: [table.count])
  }
}
