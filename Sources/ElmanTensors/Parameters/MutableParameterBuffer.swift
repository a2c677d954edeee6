/// One float for each element of a layout's parameters, to be written: weights in training, gradients or
/// moments.
///
/// Sending a buffer between threads is safe under one rule, which the trainer keeps by joining its
/// workers between phases: at any time a buffer has either one writer or only readers. Locks would
/// cost more than the arithmetic they guard, hence the unchecked conformance.
package final class MutableParameterBuffer: @unchecked Sendable {
  /// The layout that the buffer follows.
  package let layout: ParameterLayout
  /// The flat storage, `layout.count` floats.
  package let base: UnsafeMutablePointer<Float>

  /// A buffer of zeros.
  package init(zerosFor layout: ParameterLayout) {
    self.layout = layout
    let storage = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, layout.count) * MemoryLayout<Float>.stride, alignment: 64)
    base = storage.bindMemory(to: Float.self, capacity: max(1, layout.count))
    base.initialize(repeating: 0, count: layout.count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// The same memory, to be read.
  package var readOnly: ParameterBuffer {
    ParameterBuffer(
      borrowing: UnsafeBufferPointer(start: base, count: layout.count), layout: layout, owner: self)
  }

  /// One parameter's matrix.
  package subscript(_ parameter: Parameter) -> MutableMatrixView {
    MutableMatrixView(
      base: base + parameter.offset, rows: parameter.rows, columns: parameter.columns)
  }

  /// A copy of all elements.
  package var elements: [Float] { readOnly.elements }

  /// Copies all elements of a buffer of the same layout.
  package func copy(from other: ParameterBuffer) {
    precondition(layout.count == other.layout.count)
    withExtendedLifetime(other) { base.update(from: other.base, count: layout.count) }
  }

  /// Copies one parameter's elements from elsewhere, row by row.
  package func set(_ parameter: Parameter, to elements: UnsafeBufferPointer<Float>) {
    guard let start = elements.baseAddress, elements.count == parameter.range.count else {
      preconditionFailure("\(elements.count) floats for \(parameter)")
    }
    (base + parameter.offset).update(from: start, count: elements.count)
  }

  /// Gives every parameter its first value. One seed gives one set of weights.
  package func initialize(with random: inout Random) {
    for entry in layout.entries { entry.initializer.fill(self[entry.parameter], with: &random) }
  }
}
