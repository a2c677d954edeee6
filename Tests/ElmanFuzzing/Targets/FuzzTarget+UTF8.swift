import ElmanText

extension FuzzTarget {
  /// The repair of ill-formed UTF-8.
  static let utf8 = FuzzTarget(
    name: "utf8",
    seeds: [
      FuzzInput.seed(options: 1, "plain text and more of it"),
      FuzzInput.seed(
        options: 3, "\u{E9}\u{732B}\u{1F634}\u{10FFFF}\u{7FF}\u{800}\u{FFFF}\u{10000}"),
      [
        2, 0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80,
      ],
      [5, 0x41, 0xE2, 0x82, 0x41, 0xF0, 0x9F, 0x98, 0xFF, 0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92],
    ],
    dictionary: ["\u{FFFD}", "\u{E9}", "\u{732B}", "\u{1F634}"]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let expected = input.repaired
    for size in [max(1, input.bytes.count), Int(input.options % 16) + 1] {
      var repair = UTF8Repair()
      var output: [UInt8] = []
      for start in stride(from: 0, to: input.bytes.count, by: size) {
        let chunk = Array(input.bytes[start..<min(start + size, input.bytes.count)])
        chunk.withUnsafeBufferPointer { repair.append($0, to: &output) }
      }
      repair.finish(to: &output)
      try expect(output == expected, "other text in chunks of \(size)")
      try expect(repair.inputCount == input.bytes.count, "\(repair.inputCount) bytes counted")
      let fault = zip(expected + [0], input.bytes).enumerated().first { $1.0 != $1.1 }?.offset
      // A U+FFFD of the input is no fault, but may stand where one would.
      try expect(
        (repair.firstFault == nil) == (repair.faultCount == 0)
          && (repair.firstFault == nil) == (output == input.bytes),
        "\(repair.faultCount) faults, the first at \(repair.firstFault ?? -1)")
      if let found = repair.firstFault, let fault {
        try expect(found <= fault && fault <= found + 2, "fault at \(found), not \(fault)")
      }
    }
  }
}
