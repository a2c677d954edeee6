import CElmanKernels
import Testing

@Suite struct DispatchTests {
  @Test func theBaselineRunsEverywhere() {
    #expect(elman_supports(ELMAN_BASELINE))
  }

  @Test func selectionTakesHold() {
    withEachInstructionSet { set in #expect(elman_selected() == set) }
  }

  @Test func anUnknownInstructionSetIsRefused() {
    withEachInstructionSet { set in
      #expect(!elman_supports(elman_instruction_set(rawValue: 99)))
      #expect(!elman_select(elman_instruction_set(rawValue: 99)))
      #expect(elman_selected() == set)
    }
  }

  @Test func multiplyAddRoundsEndNearTheirFixedPoint() {
    // x ← 0.999 x + 0.001 goes to 1 in each lane of each chain.
    withEachInstructionSet { set in
      let chains: Float = set == ELMAN_AVX512 || set == ELMAN_AVX512_VNNI ? 24 : 6
      let sum = elman_multiply_add_rounds(20_000)
      #expect(abs(sum - 16 * chains) < 0.01 * chains)
    }
  }
}
