import CElmanKernels
import Testing

@Suite struct QuantizeTests {
  /// What every instruction set makes of something, once it is known to be the same.
  private func sameEverywhere<Result: Equatable>(_ run: () -> Result) -> Result {
    var results: [Result] = []
    withEachInstructionSet { _ in results.append(run()) }
    #expect(results.allSatisfy { $0 == results[0] })
    return results[0]
  }

  private func quantizeRows(_ x: [Float], rows: Int = 1, fixedScale: Float? = nil) -> (
    bytes: [UInt8], scales: [Float]
  ) {
    var scales: [Float] = []
    let bytes = sameEverywhere {
      let activations = QuantizedActivations(
        rows, x.count / rows, x, fixedScale: fixedScale)
      scales = activations.scales
      return activations.bytes
    }
    return (bytes, scales)
  }

  @Test(arguments: [false, true], [nil, 0.01 as Float])
  func rowsEqualTheirDefinition(wild: Bool, fixedScale: Float?) {
    for depth in 1...70 {
      var random = SeededRandom(UInt64(depth), wild: wild)
      let x = random.floats(3 * depth)
      let (bytes, scales) = quantizeRows(x, rows: 3, fixedScale: fixedScale)
      var expected: [Int] = []
      for row in 0..<3 {
        let twin = QuantizedTwins.quantize(
          Array(x[row * depth..<(row + 1) * depth]), fixedScale: fixedScale)
        expected += twin.bytes.map { $0 + 128 }
        expected += Array(repeating: 128, count: elman_quantized_depth(depth) - depth)
        #expect(scales[row] == twin.scale)
      }
      #expect(bytes.map(Int.init) == expected, "depth \(depth)")
    }
  }

  @Test(arguments: [false, true])
  func columnsEqualTheirDefinition(wild: Bool) {
    for (index, columns) in [0, 1, 5, 15, 16, 17, 31, 33, 64, 80, 100].enumerated() {
      for depth in [0, 1, 2, 3, 4, 5, 17, 64, 70] {
        var random = SeededRandom(UInt64(index * 100 + depth), wild: wild)
        let source = random.floats(depth * columns)
        let padded = (columns + 15) / 16 * 16
        let paddedDepth = (depth + 3) / 4 * 4
        var panels = [Int](repeating: 0, count: padded * paddedDepth)
        var scales = [Float](repeating: 0, count: padded)
        var sums = [Int](repeating: 0, count: padded)
        var bytes = [Int](repeating: 0, count: depth * columns)
        for column in 0..<columns {
          let twin = QuantizedTwins.quantize((0..<depth).map { source[$0 * columns + column] })
          scales[column] = twin.scale
          sums[column] = twin.bytes.reduce(0, +)
          for k in 0..<depth {
            let panel = column / 16 * 16 * paddedDepth
            panels[panel + k / 4 * 64 + column % 16 * 4 + k % 4] = twin.bytes[k]
            bytes[k * columns + column] = twin.bytes[k]
          }
        }
        withEachInstructionSet { set in
          let weights = QuantizedWeights(depth, columns, source)
          #expect(weights.bytes.map(Int.init) == bytes, "\(depth) × \(columns), set \(set)")
          #expect(weights.panels.map(Int.init) == panels, "\(depth) × \(columns), set \(set)")
          #expect(bits(weights.scales) == bits(scales), "\(depth) × \(columns), set \(set)")
          #expect(weights.sums.map(Int.init) == sums, "\(depth) × \(columns), set \(set)")
        }
      }
    }
  }

  @Test func bytesTimesTheirScaleAreNumbersAgain() {
    for count in [0, 1, 15, 16, 17, 50, 112] {
      let bytes = (0..<count).map { Int8(truncatingIfNeeded: $0 * 37 - 128) }
      let scale: Float = 0.013
      let numbers = sameEverywhere {
        var numbers = GuardedMatrix(1, count)
        elman_dequantize(count, bytes, scale, &numbers.storage)
        #expect(numbers.canariesAreIntact)
        return numbers.values
      }
      #expect(numbers == bytes.map { Float($0) * scale })
    }
  }

  /// The product is rounded before it is added.
  @Test func bytesTimesTheirScaleAreAdded() {
    for count in [0, 1, 15, 16, 17, 50, 112] {
      let bytes = (0..<count).map { Int8(truncatingIfNeeded: $0 * 37 - 128) }
      let scale: Float = 0.013
      let start = (0..<count).map { 0.37 * Float($0) }
      let numbers = sameEverywhere {
        var numbers = GuardedMatrix(1, count)
        for (index, value) in start.enumerated() { numbers[0, index] = value }
        elman_add_dequantized(count, bytes, scale, &numbers.storage)
        #expect(numbers.canariesAreIntact)
        return numbers.values
      }
      #expect(numbers == zip(start, bytes).map { $0 + Float($1) * scale })
    }
  }

  @Test func halvesGoToTheEvenNumber() {
    let x: [Float] = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 125.5, 126.5, -126.5]
    #expect(
      quantizeRows(x, fixedScale: 1).bytes
        == [128, 130, 130, 128, 126, 126, 254, 254, 2, 128, 128, 128])
  }

  @Test func whatIsNoNumberIsZeroAndWhatIsTooLargeSaturates() {
    let x: [Float] = [.nan, .infinity, -.infinity, 2, -2, -1, 1, 0, -0.0, 1e38, -1e38, 1.003]
    #expect(
      quantizeRows(x, fixedScale: 1 / 127).bytes
        == [128, 255, 1, 255, 1, 1, 255, 128, 128, 255, 1, 255])
  }

  @Test func theScaleIsThatOfFiniteNumbers() {
    let (bytes, scales) = quantizeRows([.infinity, .nan, -.infinity, 2, -1])
    #expect(bytes == [255, 128, 1, 255, 64, 128, 128, 128])
    #expect(scales == [2 / 127])
  }

  @Test func zerosHaveTheScaleZero() {
    let (bytes, scales) = quantizeRows([0, -0.0, .nan, .infinity])
    #expect(bytes == [128, 128, 128, 255])
    #expect(scales == [0])

    let weights = QuantizedWeights(3, 2, [0, 1, -0.0, -2, .nan, 0.5])
    #expect(weights.scales[..<2] == [0, 2 / 127])
    #expect(weights.bytes == [0, 64, 0, -127, 0, 32])
  }

  @Test func theSmallestNumbersSaturateAtMost() {
    let (bytes, _) = quantizeRows([.leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0])
    #expect(bytes == [255, 1, 128, 128])
  }
}
