import ElmanSystem

/// Where results go, if not to a file.
enum StandardOutput {
  /// Writes a text and a line break at once.
  ///
  /// - Throws: what ``write(_:)`` throws.
  static func print(_ text: String) throws(OutputError) {
    try write(Array(text.utf8) + [UInt8(ascii: "\n")])
  }

  /// Writes all of some bytes.
  ///
  /// - Throws: `closed` when nobody reads any more; `file` for any other refusal of the system.
  static func write(_ bytes: [UInt8]) throws(OutputError) {
    if let error = bytes.withUnsafeBytes({ StandardStream.output.write($0) }) {
      throw error.isClosedPipe ? .closed : .file(.writing("standard output", code: error.code))
    }
  }
}
