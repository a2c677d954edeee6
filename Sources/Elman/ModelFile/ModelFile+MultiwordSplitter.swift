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

extension SafetensorsWriter {
  /// Adds a splitter of multiword tokens, unless it splits nothing.
  mutating func add(_ name: String, _ splitter: MultiwordSplitter) {
    guard !splitter.isEmpty else { return }
    let table = splitter.table
    add(name, table, shape: [table.count])
  }
}
