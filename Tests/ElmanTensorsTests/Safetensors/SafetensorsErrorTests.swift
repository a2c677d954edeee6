import ElmanTensors
import Testing

struct SafetensorsErrorTests {
  @Test func saysWhatIsWrongInOneLine() {
    let error = SafetensorsError.wrongShape(
      path: "m.safetensors", tensor: "output.weight", expected: [nil, 400], found: [17, 200])
    #expect(
      error.description
        == #"m.safetensors: tensor "output.weight": expected shape [?, 400], found [17, 200]"#)
    #expect(
      SafetensorsError.file(.missing(path: "m.safetensors")).description
        == "m.safetensors: expected a file, found none")
  }

  @Test func keepsHostileNamesOffTheTerminal() {
    let name = "\u{1B}[2J\n\u{85}\u{202E}" + String(repeating: "x", count: 1000)
    let line = SafetensorsError.missingTensor(path: "m", tensor: name).description
    #expect(line.hasPrefix(#"m: tensor "\u{1b}[2J\u{a}\u{85}\u{202e}xxx"#))
    #expect(line.hasSuffix("xxx…\" is missing"))
    #expect(line.count < 150)
    let shape = [Int](repeating: 1, count: 1000)
    let overflow = SafetensorsError.sizeOverflow(path: "m", tensor: "t", shape: shape)
    #expect(overflow.description.hasSuffix("shape [1, 1, 1, 1, 1, 1, 1, 1, …] is too large"))
  }
}
