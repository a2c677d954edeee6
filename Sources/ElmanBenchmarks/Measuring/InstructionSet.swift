import CElmanKernels

/// The instruction sets' names.
enum InstructionSet {
  private static let names: [(String, elman_instruction_set)] = [
    ("baseline", ELMAN_BASELINE), ("avx2", ELMAN_AVX2), ("avx512", ELMAN_AVX512),
    ("avx512-vnni", ELMAN_AVX512_VNNI), ("neon-dot", ELMAN_NEON_DOT),
  ]

  static func named(_ name: String) -> elman_instruction_set? {
    names.first { $0.0 == name }?.1
  }

  static var selectedName: String {
    names.first { $0.1 == elman_selected() }?.0 ?? "unknown"
  }
}
