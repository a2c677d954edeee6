import CElmanKernels
import ElmanTensors
import Testing

@Suite struct KernelWidthTests {
  @Test func isThatOfTheKernels() {
    #expect(KernelWidth.lanes == ELMAN_WIDTH)
  }

  @Test func roundsUp() {
    #expect([0, 1, 16, 17].map(KernelWidth.roundedUp) == [0, 16, 16, 32])
  }
}
