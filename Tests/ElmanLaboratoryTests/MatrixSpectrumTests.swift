import ElmanLaboratory
import ElmanTensors
import Foundation
import Testing

@Suite struct MatrixSpectrumTests {
  private func spectrum(_ rows: [[Float]]) -> MatrixSpectrum {
    var workspace = Workspace()
    let matrix = workspace.matrix(rows: rows.count, columns: rows.count)
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() { matrix[row, column] = value }
    }
    return MatrixSpectrum(of: matrix)
  }

  @Test func aRotationIsOfLengthOneThoughItsEigenvaluesAreComplex() {
    let (c, s) = (Float(cos(0.7)) * 1.25, Float(sin(0.7)) * 1.25)
    let spectrum = spectrum([[c, -s], [s, c]])
    #expect(abs(spectrum.radius - 1.25) < 1e-5 && abs(spectrum.norm - 1.25) < 1e-6)
  }

  /// A triangular matrix has its diagonal for eigenvalues, however much it stretches.
  @Test func aShearStretchesOnceOnly() {
    let spectrum = spectrum([[0.5, 40, 0], [0, 0.25, 3], [0, 0, -0.9]])
    #expect(abs(spectrum.radius - 0.9) < 1e-4)
    #expect(spectrum.norm > 40)
  }

  @Test func nothingStaysOfANilpotentMatrix() {
    let spectrum = spectrum([[0, 2], [0, 0]])
    #expect(spectrum.radius == 0 && abs(spectrum.norm - 2) < 1e-6)
    #expect(self.spectrum([[0]]).norm == 0)
  }

  /// The norm of a diagonal matrix is its largest element, also after columns were scaled.
  @Test func columnsMayBeScaled() {
    var workspace = Workspace()
    let matrix = workspace.zeros(rows: 3, columns: 3)
    for (k, value) in [Float(1), -3, 2].enumerated() { matrix[k, k] = value }
    #expect(abs(MatrixSpectrum.largestSingularValue(matrix) - 3) < 1e-7)
    let scaled = MatrixSpectrum.largestSingularValue(matrix, columnScales: [1, 0.5, 1])
    #expect(abs(scaled - 2) < 1e-7)
  }

  /// Large powers neither overflow nor vanish.
  @Test(arguments: [Float(1e-3), 1, 1e3])
  func anySizeIsMeasured(scale: Float) {
    let spectrum = spectrum([[0, scale], [scale, 0]])
    #expect(abs(spectrum.radius / Double(scale) - 1) < 1e-5)
  }
}
