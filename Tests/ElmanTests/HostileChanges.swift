import ElmanTensors
import Foundation

/// All that is changed in a valid model file, one thing at a time.
struct HostileChanges {
  /// A file with one change.
  struct Change {
    /// What was changed.
    let name: String
    /// The tensor that an error is to name, if it is one tensor that was changed.
    var tensor: String?
    /// The file.
    let bytes: () -> [UInt8]

    /// Whether an error tells where the change is: the tensor, the table that it is a part of, or the
    /// place in the header.
    func isNamed(in line: String) -> Bool {
      guard let tensor else { return true }
      let stem = tensor.split(separator: ".").dropLast().joined(separator: ".")
      return line.contains(tensor) || !stem.isEmpty && line.contains(stem)
        || line.contains("byte ") || line.contains("lemma rule")
        || line.contains("multiword tokens") || line.contains("boundaries")
    }
  }

  private let file: HostileFile
  private let whole: [UInt8]
  private var changes: [Change] = []

  /// The changes of a file, always the same.
  ///
  /// - Parameter flipCount: how many files with random bytes there are among them.
  static func all(of bytes: [UInt8], flipCount: Int) throws -> [Change] {
    var list = HostileChanges(file: try HostileFile(bytes), whole: bytes)
    list.addLengths()
    list.addHeader()
    list.addMetadata()
    list.addContents()
    list.addSizes()
    list.addTruncations()
    list.addFlips(flipCount)
    return list.changes
  }

  private init(file: HostileFile, whole: [UInt8]) {
    self.file = file
    self.whole = whole
  }

  private mutating func add(
    _ name: String, tensor: String? = nil, _ change: @escaping (inout HostileFile) -> Void
  ) {
    changes.append(
      Change(name: name, tensor: tensor) { [file] in
        var changed = file
        change(&changed)
        return changed.bytes
      })
  }

  /// Numbers as JSON that are near to one, or near to what a type holds, or none.
  private static func numbers(near value: Int?) -> [String] {
    let near = value.map { [$0 - 1, $0 + 1, 2 * $0, -$0, $0 + 64].map(String.init) } ?? []
    return near + [
      "0", "1", "2", "-1", "-0", "255", "65536", "2147483647", "2147483648", "4294967296",
      "9007199254740993", "4611686018427387904", "9223372036854775807", "9223372036854775808",
      "18446744073709551615", "18446744073709551616", "1e3", "1e308", "1e999", "0.5", "01", "+1",
      "0x10", "NaN", "Infinity", "null", "true", "\"3\"", "\"\"", "[]", "[1]", "{}", "",
    ]
  }

  private static let strings = [
    "\"\"", "\"\\u0000\"", "\"\u{F8FF}\"", "\"\\ud800\"", "\"a\\nb\\u001b[2J\"", "\"\\u202ex\"",
    "\"\(String(repeating: "x", count: 5_000))\"", "\"\(String(repeating: "[", count: 5_000))\"",
    "null", "0", "[]", "{}", "",
  ]

  private mutating func addLengths() {
    let header = whole.count - file.data.count - 8
    var lengths: [UInt64] = [
      0, 1, 2, UInt64(header), UInt64(whole.count), 100_000_000, 100_000_001,
    ]
    for power in 0..<64 { lengths.append(1 << UInt64(power)) }
    for distance in [-64, -1, 1, 64] { lengths.append(UInt64(header + distance)) }
    lengths += [.max, .max - 7, UInt64(Int.max), UInt64(Int.max) + 1]
    for length in lengths {
      changes.append(
        Change(name: "header length \(length)") { [whole] in
          withUnsafeBytes(of: length.littleEndian) { Array($0) } + whole.dropFirst(8)
        })
    }
  }

  private mutating func addHeader() {
    let types = ElementType.allCases.map { "\"\($0.rawValue)\"" } + ["\"F8_E4M3\"", "\"f32\""]
    for (index, tensor) in file.tensors.enumerated() {
      let name = tensor.name
      let text = HostileFile.text(name)
      for type in types + Self.strings {
        add("\(name) type \(type.prefix(20))", tensor: text) { $0.tensors[index].type = type }
      }
      for other in Self.strings + [file.tensors[(index + 1) % file.tensors.count].name] {
        add("\(name) name \(other.prefix(20))") { $0.tensors[index].name = other }
      }
      for (axis, extent) in tensor.shape.enumerated() {
        for number in Self.numbers(near: Int(extent)) {
          add("\(name) extent \(axis) \(number)", tensor: text) {
            $0.tensors[index].shape[axis] = number
          }
        }
        add("\(name) no extent \(axis)", tensor: text) { $0.tensors[index].shape.remove(at: axis) }
      }
      add("\(name) shape reversed", tensor: text) { $0.tensors[index].shape.reverse() }
      add("\(name) flat") { file in
        let count = tensor.shape.compactMap { Int($0) }.reduce(1, *)
        file.tensors[index].shape = [String(count)]
      }
      for added in ["1", "0", "9223372036854775807"] {
        add("\(name) extent \(added) more", tensor: text) { $0.tensors[index].shape.append(added) }
      }
      for place in 0..<2 {
        for number in Self.numbers(near: Int(tensor.offsets[place])) {
          add("\(name) offset \(place) \(number)") { $0.tensors[index].offsets[place] = number }
        }
      }
      add("\(name) offsets swapped") { $0.tensors[index].offsets.reverse() }
      add("\(name) one offset") { $0.tensors[index].offsets.removeLast() }
      add("\(name) without entry") { $0.tensors.remove(at: index) }
      add("\(name) twice") { $0.tensors.append(tensor) }
      for other in file.tensors.indices where other > index {
        add("\(name) at the place of \(file.tensors[other].name)") { file in
          let offsets = file.tensors[other].offsets
          file.tensors[other].offsets = file.tensors[index].offsets
          file.tensors[index].offsets = offsets
        }
      }
    }
  }

  private mutating func addMetadata() {
    for (index, (key, value)) in file.metadata.enumerated() {
      for text in Self.strings
        + Self.numbers(near: Int(HostileFile.text(value))).map({ "\"\($0)\"" })
      {
        add("metadata \(key) \(text.prefix(20))") { $0.metadata[index].value = text }
      }
      for text in Self.strings { add("metadata key \(key)") { $0.metadata[index].key = text } }
      add("metadata \(key) missing") { $0.metadata.remove(at: index) }
      add("metadata \(key) twice") { $0.metadata.append((key, value)) }
      addSettings(index)
    }
    for (key, value) in [
      ("precision", "int8"), ("precision", "float32"), ("temperature", "nan"),
      ("tokenizer", "{}"), ("task", "tagger"), ("task", "classifier"), ("task", "tokenizer"),
      ("task", "language-model"),
    ] {
      let pair = ("\"elman.\(key)\"", "\"\(value)\"")
      add("metadata \(pair)") { file in
        file.metadata.removeAll { $0.key == pair.0 }
        file.metadata.append(pair)
      }
    }
  }

  /// Settings that are in no file of the default configuration.
  private static let rareSettings = [
    "column", "columns", "columnWeights", "learnedWordCount", "lowestHiddenSize", "pretrainedSize",
    "variationalDropout", "extraWords", "labelWeights", "windowSize", "unknown",
  ]

  /// Changes each setting of a metadata value that holds some.
  private mutating func addSettings(_ index: Int) {
    let text = HostileFile.text(file.metadata[index].value)
    guard text.hasPrefix("{"),
      let settings = try? JSONDecoder().decode([String: Fragment].self, from: Data(text.utf8))
    else { return }
    func write(_ settings: [String: String], _ file: inout HostileFile) {
      let members = settings.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      file.metadata[index].value = HostileFile.json("{\(members.joined(separator: ","))}")
    }
    let members = settings.mapValues(\.json)
    for name in Set(members.keys).union(Self.rareSettings).sorted() {
      let values =
        Self.numbers(near: members[name].flatMap { Int($0) }) + Self.strings
        + [
          "\"lstm\"", "\"gru\"", "\"elman\"", "\"sru\"", "\"softmax\"", "\"crf\"", "\"upos\"",
          "false",
        ]
        + ["[\"upos\"]", "[\"upos\",\"upos\"]", "[\"lemma\"]", "{\"upos\":1}", "{\"a\":1e38}"]
        + ["\"max\"", "\"mean\"", "\"last\"", "\"always\"", "\"never\"", "[[[[[[[[[]]]]]]]]]"]
      for value in values {
        add("setting \(name) \(value.prefix(20))") { file in
          write(members.merging([name: value]) { $1 }, &file)
        }
      }
      add("setting \(name) missing") { file in write(members.filter { $0.key != name }, &file) }
    }
  }

  /// Changes what lies in the tensors, element by element.
  private mutating func addContents() {
    for (index, tensor) in file.tensors.enumerated() {
      let range = file.range(of: index)
      guard let type = ElementType(rawValue: HostileFile.text(tensor.type)) else { continue }
      let count = range.count / type.size
      for element in 0..<count {
        let place = range.lowerBound + element * type.size
        let old = Array(file.data[place..<place + type.size])
        for bytes in Self.replacements(of: old, type, count: count) where bytes != old {
          add("\(tensor.name)[\(element)] = \(bytes)", tensor: HostileFile.text(tensor.name)) {
            $0.data.replaceSubrange(place..<place + type.size, with: bytes)
          }
        }
      }
      for bytes in Self.replacements(of: [UInt8](repeating: 1, count: type.size), type, count: 2) {
        add("\(tensor.name) all \(bytes)", tensor: HostileFile.text(tensor.name)) { file in
          file.data.replaceSubrange(
            range, with: (0..<count).flatMap { _ in bytes })
        }
      }
    }
  }

  private static func replacements(
    of old: [UInt8], _ type: ElementType, count: Int
  ) -> [[UInt8]] {
    func bytes(_ value: some Any) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
    switch type {
    case .int32, .uint32:
      let value = old.withUnsafeBytes { $0.loadUnaligned(as: Int32.self) }
      return [
        0, 1, 2, -1, -2, value &+ 1, value &- 1, -value, Int32(count), Int32(count - 1), .max, .min,
        1 << 20, 0xD800, 0x10FFFF, 0x110000,
      ].map { (number: Int32) in bytes(number) }
    case .float32:
      let value = old.withUnsafeBytes { $0.loadUnaligned(as: Float.self) }
      return [
        0, -0, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        .leastNonzeroMagnitude, -value, 1e20, Float(bitPattern: 0x7F80_0001),
      ].map { (number: Float) in bytes(number) }
    default: return [0, 1, 9, 10, 32, 127, 128, 0xC3, 0xED, 255, old[0] &+ 1].map { [$0] }
    }
  }

  /// Makes tensors of one dimension longer and shorter, with a header that says so. An error may name
  /// what they then disagree with.
  private mutating func addSizes() {
    for (index, tensor) in file.tensors.enumerated() where tensor.shape.count == 1 {
      guard let size = ElementType(rawValue: HostileFile.text(tensor.type))?.size else { continue }
      let bytes = Array(file.data[file.range(of: index)])
      let others: [(String, [UInt8])] = [
        ("empty", []), ("one", Array(bytes.prefix(size))),
        ("half", Array(bytes.prefix(bytes.count / size / 2 * size))),
        ("less", bytes.dropLast(size)), ("without first", Array(bytes.dropFirst(size))),
        ("more", bytes + bytes.suffix(size)), ("twice", bytes + bytes),
        ("and zero", bytes + [UInt8](repeating: 0, count: size)),
        ("power of two", bytes + [UInt8](repeating: 0xFF, count: bytes.count)),
      ]
      for (name, other) in others {
        changes.append(
          Change(name: "\(tensor.name) \(name)") { [file] in
            file.replacing(index, with: other, elementSize: size).bytes
          })
      }
    }
  }

  private mutating func addTruncations() {
    let start = whole.count - file.data.count
    let step = max(1, file.data.count / 2_000)
    for length in Array(0...start) + stride(from: start, to: whole.count, by: step) {
      changes.append(Change(name: "cut at \(length)") { [whole] in Array(whole[..<length]) })
    }
    changes.append(Change(name: "a byte more") { [whole] in whole + [0] })
  }

  private mutating func addFlips(_ count: Int) {
    for seed in 0..<count {
      changes.append(
        Change(name: "flips \(seed)") { [file, whole] in
          var random = Random(seed: UInt64(seed))
          var changed = whole
          // Half of them in the header, which has more ways to go wrong.
          let end = seed % 2 == 0 ? whole.count : whole.count - file.data.count
          for _ in 0...random.index(below: 4) {
            changed[random.index(below: end)] = UInt8(random.index(below: 256))
          }
          return changed
        })
    }
  }
}

/// Any JSON, kept as it stands.
private struct Fragment: Decodable {
  let json: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      json = "\(value)"
    } else if let value = try? container.decode(Int.self) {
      json = "\(value)"
    } else if let value = try? container.decode(Double.self) {
      json = "\(value)"
    } else if let value = try? container.decode(String.self) {
      json = HostileFile.json(value)
    } else if let values = try? container.decode([Fragment].self) {
      json = "[\(values.map(\.json).joined(separator: ","))]"
    } else {
      let members = try container.decode([String: Fragment].self).sorted { $0.key < $1.key }
      json = "{\(members.map { "\"\($0.key)\":\($0.value.json)" }.joined(separator: ","))}"
    }
  }
}
