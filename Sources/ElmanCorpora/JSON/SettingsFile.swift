/// A file of settings: JSON in UTF-8 as RFC 8259 has it, in which no object has a key twice.
///
/// The decoder takes more than that, and of two equal keys one without a word: commas at ends, comments,
/// other encodings. What somebody wrote by mistake would be settings that nobody meant.
package enum SettingsFile {
  /// Reads a file and checks its form.
  ///
  /// - Returns: the bytes, without a byte-order mark.
  /// - Throws: what a source throws; `malformed` for what is no such JSON.
  package static func contents(of path: String) throws(CorpusError) -> [UInt8] {
    let source = try ByteSource(path: path)
    let lines = LineReader(source)
    var bytes: [UInt8] = []
    var start = 0
    while let line = try lines.next(appendingTo: &bytes) {
      if line.number == 1 { start = line.content.lowerBound }
    }
    bytes.removeFirst(start)
    do throws(JSONCheck.Fault) {
      var check = JSONCheck(bytes)
      try check.run()
    } catch {
      let rest = bytes[error.offset...].prefix { $0 != 0x0A && $0 != 0x0D }
      let atEnd = error.offset == bytes.count ? "the end of the file" : "the line's end"
      throw .malformed(
        path: source.path, line: 1 + bytes[..<error.offset].count { $0 == 0x0A },
        expected: error.expected,
        found: error.found ?? (rest.isEmpty ? atEnd : CorpusError.quote(rest)))
    }
    return bytes
  }
}
