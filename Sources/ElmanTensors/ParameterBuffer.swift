/// One float for each element of a layout's parameters: weights, gradients or moments.
///
/// Sending a buffer between threads is safe under one rule, which the trainer keeps by joining its
/// workers between phases: at any time a buffer has either one writer or only readers. Locks would
/// cost more than the arithmetic they guard, hence the unchecked conformance.
public final class ParameterBuffer: @unchecked Sendable {
  /// The layout that the buffer follows.
  public let layout: ParameterLayout
  /// The flat storage, `layout.count` floats.
  public let base: UnsafeMutablePointer<Float>
  /// Keeps borrowed storage alive; nil where the buffer owns its storage.
  private let owner: AnyObject?

  /// A buffer of zeros.
  public init(zerosFor layout: ParameterLayout) {
    self.layout = layout
    let storage = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, layout.count) * MemoryLayout<Float>.stride, alignment: 64)
    base = storage.bindMemory(to: Float.self, capacity: max(1, layout.count))
    base.initialize(repeating: 0, count: layout.count)
    owner = nil
  }

  /// A buffer that reads floats elsewhere, such as in a mapped file. It must not be written to.
  ///
  /// - Parameters:
  ///   - floats: `layout.count` floats in the layout's order.
  ///   - layout: the parameters that the numbers are of.
  ///   - owner: what keeps them alive.
  public init(
    borrowing floats: UnsafeBufferPointer<Float>, layout: ParameterLayout, owner: AnyObject
  ) {
    guard let start = floats.baseAddress, floats.count == layout.count else {
      preconditionFailure("\(floats.count) floats for a layout of \(layout.count)")
    }
    self.layout = layout
    base = UnsafeMutablePointer(mutating: start)
    self.owner = owner
  }

  deinit { if owner == nil { UnsafeMutableRawPointer(base).deallocate() } }

  /// One parameter's matrix.
  public subscript(_ parameter: Parameter) -> MatrixView {
    MatrixView(base: base + parameter.offset, rows: parameter.rows, columns: parameter.columns)
  }

  /// A copy of all elements.
  public var elements: [Float] {
    withExtendedLifetime(self) {
      Array(UnsafeBufferPointer(start: base, count: layout.count))
    }
  }

  /// Copies all elements of a buffer of the same layout.
  public func copy(from other: ParameterBuffer) {
    precondition(layout.count == other.layout.count)
    base.update(from: other.base, count: layout.count)
  }

  /// Copies one parameter's elements from elsewhere, row by row.
  public func set(_ parameter: Parameter, to elements: UnsafeBufferPointer<Float>) {
    guard let start = elements.baseAddress, elements.count == parameter.range.count else {
      preconditionFailure("\(elements.count) floats for \(parameter)")
    }
    (base + parameter.offset).update(from: start, count: elements.count)
  }

  /// Gives every parameter its first value. One seed gives one set of weights.
  public func initialize(with random: inout Random) {
    for entry in layout.entries { entry.initializer.fill(self[entry.parameter], with: &random) }
  }
}
