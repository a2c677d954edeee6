import CElmanKernels
import Synchronization
import Testing

/// The instruction sets that this machine can run.
let supportedInstructionSets = [
  ELMAN_BASELINE, ELMAN_AVX2, ELMAN_AVX512, ELMAN_AVX512_VNNI, ELMAN_NEON_DOT,
].filter(elman_supports)

// The selection is the whole process's, and tests run side by side.
private let selection = Mutex(())

/// Runs `body` once for each supported instruction set while it is selected.
func withEachInstructionSet(_ body: (elman_instruction_set) throws -> Void) rethrows {
  try selection.withLock { _ in
    let before = elman_selected()
    defer { _ = elman_select(before) }
    for set in supportedInstructionSets {
      #expect(elman_select(set))
      try body(set)
    }
  }
}

/// Runs a kernel on each supported instruction set, expects equal bits of all, and returns them.
func resultOnEveryInstructionSet(
  _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation,
  _ run: () -> [Float]
) -> [Float] {
  var results: [[Float]] = []
  withEachInstructionSet { _ in results.append(run()) }
  for (set, result) in zip(supportedInstructionSets, results).dropFirst() {
    let differing = zip(bits(result), bits(results[0])).enumerated().first { $1.0 != $1.1 }?.offset
    #expect(
      differing == nil, "instruction set \(set.rawValue) differs. \(comment ?? "")",
      sourceLocation: sourceLocation)
  }
  return results[0]
}

/// The bit patterns of numbers. All NaN count as one: which of them comes out is not promised.
func bits(_ numbers: [Float]) -> [UInt32] {
  numbers.map { $0.isNaN ? Float.nan.bitPattern : $0.bitPattern }
}

/// The largest distance between a result and its twin in Double, relative to max(1, |twin|).
func largestError(_ result: some Sequence<Float>, _ twin: some Sequence<Double>) -> Double {
  var largest = 0.0
  var twins = twin.makeIterator()
  for x in result {
    guard let y = twins.next() else { return .infinity }
    let error = abs(Double(x) - y) / Swift.max(1, abs(y))
    largest = error.isNaN ? .infinity : Swift.max(largest, error)
  }
  return twins.next() == nil ? largest : .infinity
}
