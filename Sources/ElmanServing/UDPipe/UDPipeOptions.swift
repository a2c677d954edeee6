import ElmanBytes

/// The options of a form of UDPipe, such as `ranges;presegmented`. Those that nobody knows are passed over, as UDPipe
/// does; but none of them ever names a file.
struct UDPipeOptions {
  private let names: [ArraySlice<UInt8>]

  /// The options that stand in a value, with semicolons between.
  init(_ value: ArraySlice<UInt8>) {
    names = value.split(separator: UInt8(ascii: ";")).map { option in
      option.prefix { $0 != UInt8(ascii: "=") }
    }
  }

  /// Whether an option is there.
  func has(_ name: String) -> Bool { names.contains { $0.elementsEqual(name.utf8) } }

  /// The name of a form, and its options behind the first `=`.
  static func named(_ value: [UInt8]) -> (name: String, options: UDPipeOptions) {
    let name = value.prefix { $0 != UInt8(ascii: "=") }
    return (
      String(decoding: name, as: UTF8.self), UDPipeOptions(value.dropFirst(name.count + 1))
    )
  }
}
