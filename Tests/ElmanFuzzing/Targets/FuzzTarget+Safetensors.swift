import ElmanSystem
import ElmanTensors

extension FuzzTarget {
  /// The reader of safetensors files: header and tensors.
  static let safetensors = FuzzTarget(
    name: "safetensors",
    seeds: [
      safetensors(
        #"{"__metadata__":{"a":"b\n\u00e9"},"x":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"#,
        8),
      safetensors(
        #"{"i":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"e":{"dtype":"U8","shape":[0,3],"data_offsets":[8,8]},"b":{"data_offsets":[8,11],"shape":[3],"dtype":"BOOL"}} "#,
        11),
      safetensors("{}", 0),
    ],
    dictionary: [
      "\"dtype\":", "\"shape\":[", "\"data_offsets\":[0,", "\"F32\"", "\"I8\"", "\"U64\"",
      "\"BF16\"",
      "\"__metadata__\":{", "},\"y\":{", "\\u0000", "\\ud83d\\ude34", "9223372036854775807", "[]",
      "0,0]",
    ]
  ) { (input) throws(FuzzFinding) in
    let file = try accepted { () throws(SafetensorsError) in
      try SafetensorsFile(MappedFile(copying: input, name: "<memory>"))
    }
    guard let file else { return }
    var writer = SafetensorsWriter()
    writer.metadata = file.metadata
    for tensor in file.tensors {
      try expect(
        tensor.byteRange.upperBound <= input.count && tensor.byteRange.lowerBound >= 8,
        "a tensor at \(tensor.byteRange) of \(input.count) bytes")
      guard let type = tensor.type else { return }
      let bytes = try accepted { () throws(SafetensorsError) in
        try file.bytes(of: tensor.name, type: type, shape: tensor.shape)
      }
      try expect(
        bytes.map { $0.count == tensor.byteRange.count } ?? true, "a tensor of other bytes")
      writer.add(
        tensor.name, type: type, bytes: Array(input[tensor.byteRange]), shape: tensor.shape)
    }
    let copy = try accepted { () throws(SafetensorsError) in
      try SafetensorsFile(MappedFile(copying: writer.serialized(), name: "<memory>"))
    }
    guard let copy else { throw FuzzFinding("a rewritten file is refused") }
    try expect(copy.metadata == file.metadata, "metadata changed")
    for (old, new) in zip(file.tensors, copy.tensors) {
      try expect(
        old.name == new.name && old.type == new.type && old.shape == new.shape
          && copy.owner.bytes[new.byteRange].elementsEqual(input[old.byteRange]),
        "tensor '\(old.name)' changed")
    }
    try expect(copy.tensors.count == file.tensors.count, "tensors are lost")
  }

  /// A file of a header and so many bytes of data.
  private static func safetensors(_ header: String, _ dataSize: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + header.utf8
      + (0..<dataSize).map { UInt8($0) }
  }
}
