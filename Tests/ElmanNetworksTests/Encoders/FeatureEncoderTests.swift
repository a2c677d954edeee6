import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct FeatureEncoderTests {
  /// Three features, two of which share a table.
  private func encoder(
    size: Int, cell: CellKind = .lstm, dropout: Float = 0, in layout: inout ParameterLayout
  ) -> FeatureEncoder {
    FeatureEncoder(
      tables: [.init("characters", count: 6, size: 4), .init("pairs", count: 5, size: 3)],
      tableOfFeature: [0, 1, 1], inputDropout: dropout, cell: cell.cell, layerCount: 2,
      hiddenSize: size, layerDropout: dropout, in: &layout)
  }

  private func features(_ packing: SequencePacking) -> [[Int32]] {
    [6, 5, 5].enumerated().map { feature, count in
      randomIds(packing.rowCount, below: count, seed: UInt64(20 + feature))
    }
  }

  @Test(arguments: raggedLengths, hiddenSizes)
  func gradients(lengths: [Int], size: Int) {
    expectGradients(lengths, size: size)
  }

  @Test(arguments: CellKind.allCases)
  func gradientsWithDropout(cell: CellKind) {
    expectGradients([4, 3, 3, 1], size: 5, cell: cell, dropout: 0.3)
  }

  private func expectGradients(
    _ lengths: [Int], size: Int, cell: CellKind = .lstm, dropout: Float = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var layout = ParameterLayout()
    let encoder = encoder(size: size, cell: cell, dropout: dropout, in: &layout)
    let packing = SequencePacking(lengths: lengths)
    let features = features(packing)
    expectExactGradients(layout, "\(cell), \(lengths)", sourceLocation: sourceLocation) { _, pass in
      let (output, trace) = encoder.forward(features, packing: packing, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      encoder.backward(gradient, through: trace, in: &pass)
      return (loss, nil)
    }
  }
}
