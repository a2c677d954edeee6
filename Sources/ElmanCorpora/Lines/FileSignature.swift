/// How a kind of file begins.
///
/// A signature holds bytes that no text has there; those of letters alone are long enough that none
/// begins so by chance.
struct FileSignature {
  private let file: ForeignFile
  private let offset: Int
  private let bytes: [ClosedRange<UInt8>]

  /// - Parameters:
  ///   - pattern: the bytes as hexadecimal numbers or as characters after an apostrophe, separated by
  ///     spaces; `..` is any byte, and `00-08` one of those.
  ///   - offset: where they stand.
  private init(
    _ name: String, _ pattern: String, at offset: Int = 0, _ remedy: ForeignFile.Remedy = .none
  ) {
    file = ForeignFile(name: name, remedy: remedy)
    self.offset = offset
    bytes = pattern.utf8.split(separator: 0x20).flatMap { item -> [ClosedRange<UInt8>] in
      if item.first == 0x27 { return item.dropFirst().map { $0...$0 } }
      if item.elementsEqual("..".utf8) { return [0...0xFF] }
      let bounds = item.split(separator: 0x2D).compactMap {
        UInt8(String(decoding: $0, as: UTF8.self), radix: 16)
      }
      guard let lower = bounds.first, let upper = bounds.last else { return [] }
      return [lower...upper]
    }
  }

  /// Compares the start of an input with the signature.
  func match(_ head: ArraySlice<UInt8>) -> ForeignFile.Recognition {
    let rest = head.dropFirst(offset)
    guard zip(rest, bytes).allSatisfy({ $1.contains($0) }) else { return .text }
    if rest.count >= bytes.count { return .foreign(file) }
    // What stands far from the start is not waited for: it would keep back text.
    return offset == 0 ? .undecided : .text
  }

  /// All signatures that are known.
  static let all = [
    // Compressed.
    FileSignature("gzip in gzip", "1F 8B", .unpack("gzip -dc")),
    FileSignature("bzip2", "'BZh 31-39 '1AY&SY", .unpack("bzip2 -dc")),
    FileSignature("xz", "FD '7zXZ 00", .unpack("xz -dc")),
    FileSignature("zstd", "28 B5 2F FD", .unpack("zstd -dc")),
    FileSignature("lz4", "04 22 4D 18", .unpack("lz4 -dc")),
    FileSignature("compress", "1F 9D", .unpack("gzip -dc")),
    // Archives.
    FileSignature("a zip archive or office document", "'PK 03 04", .extract),
    FileSignature("a zip archive", "'PK 05 06", .extract),
    FileSignature("7z", "'7z BC AF 27 1C", .extract),
    FileSignature("rar", "'Rar! 1A 07", .extract),
    FileSignature("tar", "'ustar 00-20", at: 257, .extract),
    // Documents.
    FileSignature("PDF", "'%PDF-", .export),
    FileSignature("RTF", "'{\\rtf", .export),
    FileSignature("an office document", "D0 CF 11 E0 A1 B1 1A E1", .export),
    // Programs.
    FileSignature("an ELF program", "7F 'ELF"),
    FileSignature("a Mach-O program", "FE ED FA CE-CF"),
    FileSignature("a Mach-O program", "CE-CF FA ED FE"),
    FileSignature("a Mach-O program or Java class", "CA FE BA BE"),
    FileSignature("a Windows program", "'MZ 90 00"),
    FileSignature("WebAssembly", "00 'asm"),
    // Pictures, sound and film.
    FileSignature("PNG", "89 'PNG"),
    FileSignature("JPEG", "FF D8 FF"),
    FileSignature("GIF", "'GIF8 37-39 'a .. 00-08"),
    FileSignature("TIFF", "'II 2A 00"),
    FileSignature("TIFF", "'MM 00 2A"),
    FileSignature("WebP", "'RIFF .. .. .. .. 'WEBP"),
    FileSignature("WAV", "'RIFF .. .. .. .. 'WAVE"),
    FileSignature("MP3", "'ID3 02-04 00"),
    FileSignature("Ogg", "'OggS 00"),
    FileSignature("FLAC", "'fLaC 00"),
    FileSignature("MP4", "00 00 00 .. 'ftyp"),
    // Data.
    FileSignature("safetensors, a model", ".. .. .. .. 00 00 00 00 '{"),
    FileSignature("GGUF, a model", "'GGUF 01-03 00 00 00"),
    FileSignature("SQLite", "'SQLite 20 'format 20 '3 00", .export),
    FileSignature("Parquet", "'PAR1 15", .export),
    FileSignature("Arrow", "'ARROW1 00 00", .export),
    FileSignature("HDF5", "89 'HDF", .export),
    FileSignature("NumPy", "93 'NUMPY", .export),
    FileSignature("pickle", "80 02-05 ..", .export),
  ]
}
