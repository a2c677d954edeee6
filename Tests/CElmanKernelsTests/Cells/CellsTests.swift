import CElmanKernels
import Testing

@Suite struct CellsTests {
  static let kinds: [any CellRun.Type] = [
    ElmanRun<TanhActivation>.self, ElmanRun<ReLUActivation>.self, LSTMRun.self, GRURun.self,
    SRURun.self,
  ]

  @Test(arguments: kinds.indices)
  func stepsEqualTheirTwins(kind: Int) { stepsEqualTheirTwins(Self.kinds[kind]) }

  private func stepsEqualTheirTwins<Run: CellRun>(_: Run.Type) {
    for (seed, shape) in StepShape.all.enumerated() {
      let result = Run(shape, seed: UInt64(seed), wild: false).run(0..<shape.rows)
      for row in 0..<shape.rows {
        for j in 0..<shape.size {
          let inputs = result.inputs[row][j]
          let outputGradients = result.outputGradients[row][j]
          let backward = Run.Twin.backward(inputs, outputGradients: outputGradients)
          #expect(largestError(result.outputs[row][j], Run.Twin.forward(inputs)) < 5e-7)
          #expect(largestError(result.inputGradients[row][j], backward) < 1e-6)
        }
      }
    }
  }

  @Test(arguments: kinds.indices)
  func gradientsEqualFiniteDifferences(kind: Int) {
    gradientsEqualFiniteDifferences(Self.kinds[kind])
  }

  private func gradientsEqualFiniteDifferences<Run: CellRun>(_: Run.Type) {
    let shape = StepShape(rows: 5, continuing: 3, size: 21)
    let result = Run(shape, seed: 9, wild: false).run(0..<shape.rows)
    for row in 0..<shape.rows {
      for j in 0..<shape.size {
        let inputs = result.inputs[row][j]
        let outputGradients = result.outputGradients[row][j]
        let differences = Run.Twin.differences(inputs, outputGradients: outputGradients)
        let backward = Run.Twin.backward(inputs, outputGradients: outputGradients)
        #expect(zip(backward, differences).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(largestError(result.inputGradients[row][j], differences) < 1e-6)
      }
    }
  }

  @Test(arguments: kinds.indices)
  func everyInstructionSetGivesEqualBits(kind: Int) {
    for (seed, shape) in StepShape.all.enumerated() {
      for wild in [false, true] {
        let run = Self.kinds[kind].init(shape, seed: UInt64(seed), wild: wild)
        let written = resultOnEveryInstructionSet("\(shape)") { run.run(0..<shape.rows).written }
        #expect(wild || written.allSatisfy { !$0.isNaN })
      }
    }
  }

  @Test(arguments: kinds.indices)
  func aRowDoesNotDependOnTheRowsBesideIt(kind: Int) {
    for (seed, shape) in StepShape.all.enumerated() {
      let run = Self.kinds[kind].init(shape, seed: UInt64(seed), wild: false)
      let together = run.run(0..<shape.rows)
      for row in 0..<shape.rows {
        let alone = run.run(row..<row + 1)
        #expect(alone.outputs[0] == together.outputs[row])
        #expect(alone.inputGradients[0] == together.inputGradients[row])
      }
    }
  }
}
