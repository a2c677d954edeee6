import ElmanBytes

extension SHA256 {
  /// The hash of what a source holds.
  ///
  /// - Throws: what reading throws.
  package static func hexadecimal(of source: ByteSource) throws(CorpusError) -> String {
    var hash = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return hash.hexadecimal() }
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
