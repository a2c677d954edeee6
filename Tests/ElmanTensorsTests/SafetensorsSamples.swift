import ElmanSystem
import ElmanTensors

/// The bytes of a file with this header and this much data.
func safetensorsBytes(header: String, dataSize: Int = 0) -> [UInt8] {
  safetensorsBytes(header: Array(header.utf8), dataSize: dataSize)
}

/// The bytes of a file with this header and this much data.
func safetensorsBytes(header: [UInt8], dataSize: Int = 0) -> [UInt8] {
  lengthPrefix(UInt64(header.count)) + header + [UInt8](repeating: 1, count: dataSize)
}

/// The eight bytes that a file starts with.
func lengthPrefix(_ length: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
}

/// Opens a file that is in memory, under the name `test`.
func openSafetensors(_ bytes: [UInt8]) throws(SafetensorsError) -> SafetensorsFile {
  try SafetensorsFile(MappedFile(copying: bytes, name: "test"))
}

/// A file of all kinds of entries, less than 1 KiB long.
func smallSafetensors() throws -> [UInt8] {
  var writer = SafetensorsWriter()
  writer.metadata = ["language": "na\u{EF}ve \u{1F600}", "escaped": "\"\\\n\u{0}"]
  writer.add("matrix", [1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
  writer.add("bytes", [7, 8, 9] as [UInt8], shape: [3])
  writer.add("scalar", [-1] as [Int64], shape: [])
  writer.add("empty", [] as [Double], shape: [0, 4])
  return try writer.serialized()
}
