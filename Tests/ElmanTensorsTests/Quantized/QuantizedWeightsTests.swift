import ElmanSystem
import ElmanTensors
import Testing

@Suite struct QuantizedWeightsTests {
  private struct Sample {
    var layout = ParameterLayout()
    let table: Parameter
    let matrix: Parameter
    let bias: Parameter
    let parameters: ParameterBuffer

    init() {
      table = layout.add("words", rows: 5, columns: 19, use: .table, .uniform(bound: 1))
      matrix = layout.add("matrix", rows: 7, columns: 18, .uniform(bound: 0.3))
      bias = layout.add("bias", rows: 1, columns: 18, use: .dense, .uniform(bound: 2))
      let start = MutableParameterBuffer(zerosFor: layout)
      var random = Random(seed: 4)
      start.initialize(with: &random)
      parameters = start.readOnly
    }

    func file(_ change: (inout SafetensorsWriter) -> Void = { _ in }) throws -> SafetensorsFile {
      var writer = SafetensorsWriter()
      writer.add(quantizing: parameters)
      change(&writer)
      return try SafetensorsFile(MappedFile(copying: try writer.serialized(), name: "x"))
    }
  }

  @Test func bytesStandForNumbers() throws {
    let sample = Sample()
    let weights = try QuantizedWeights(sample.file(), layout: sample.layout)
    let single = weights.singlePrecision
    for (parameter, tolerance) in [
      (sample.table, 1 / 254), (sample.matrix, 0.3 / 254), (sample.bias, 0),
    ]
      as [(Parameter, Float)]
    {
      let exact = sample.parameters[parameter].elements
      for (found, expected) in zip(single[parameter].elements, exact) {
        #expect(abs(found - expected) <= 1.001 * tolerance)
      }
    }
  }

  @Test func eachUseHasItsForm() throws {
    let sample = Sample()
    let weights = try QuantizedWeights(sample.file(), layout: sample.layout)
    #expect(weights.precision == .int8)
    #expect(weights[sample.bias].elements == sample.parameters[sample.bias].elements)

    var workspace = Workspace()
    let rows = workspace.matrix(rows: 3, columns: 19)
    weights.copyRows([4, 0, 4], of: sample.table, to: rows)
    for (row, id) in [4, 0, 4].enumerated() {
      let exact = Array(sample.parameters[sample.table][row: id])
      let step = (exact.map(\.magnitude).max() ?? 0) / 127
      for (found, expected) in zip(rows[row: row], exact) {
        #expect(abs(found - expected) <= 0.5001 * step)
      }
    }

    guard case .quantized(let matrix) = weights.factor(sample.matrix) else {
      Issue.record("a matrix that is not in bytes")
      return
    }
    let twin = QuantizedMatrix(quantizing: sample.parameters[sample.matrix])
    for row in 0..<7 {
      for column in 0..<18 { #expect(matrix[row, column] == twin[row, column]) }
    }
  }

  @Test func whatIsWrittenAgainIsTheSame() throws {
    let sample = Sample()
    let file = try sample.file()
    var writer = SafetensorsWriter()
    try QuantizedWeights(file, layout: sample.layout).add(to: &writer)
    #expect(try writer.serialized() == Array(file.owner.bytes))
  }

  @Test func partsThatAreMissingOrWrongAreErrors() throws {
    let sample = Sample()
    var single = SafetensorsWriter()
    single.add(sample.parameters)
    let floats = try SafetensorsFile(MappedFile(copying: try single.serialized(), name: "x"))
    #expect(
      throws: SafetensorsError.wrongType(
        path: "x", tensor: "words", expected: "I8", found: "F32")
    ) { try QuantizedWeights(floats, layout: sample.layout) }

    var other = ParameterLayout()
    _ = other.add("words", rows: 5, columns: 19, .zeros)
    let file = try sample.file()
    #expect(
      throws: SafetensorsError.wrongShape(
        path: "x", tensor: "words.scales", expected: [19], found: [5])
    ) { try QuantizedWeights(file, layout: other) }

    var more = sample.layout
    _ = more.add("more", rows: 1, columns: 1, .zeros)
    #expect(throws: SafetensorsError.missingTensor(path: "x", tensor: "more")) {
      try QuantizedWeights(file, layout: more)
    }
  }
}
