/// One float for each element of a layout's parameters, to be read: the weights of a model, where they
/// lie in a mapped file, or those that a ``MutableParameterBuffer`` holds.
///
/// It is `@unchecked Sendable` because it stores a pointer: nobody writes through it. Where somebody else
/// writes to the same memory, the rule of ``MutableParameterBuffer`` holds.
package final class ParameterBuffer: @unchecked Sendable {
  /// The layout that the buffer follows.
  package let layout: ParameterLayout
  /// The flat storage, `layout.count` floats.
  package let base: UnsafePointer<Float>
  /// Keeps the storage alive.
  private let owner: AnyObject

  /// A buffer that reads floats elsewhere.
  ///
  /// - Parameters:
  ///   - floats: `layout.count` floats in the layout's order.
  ///   - layout: the parameters that the numbers are of.
  ///   - owner: what keeps them alive.
  package init(
    borrowing floats: UnsafeBufferPointer<Float>, layout: ParameterLayout, owner: AnyObject
  ) {
    guard let start = floats.baseAddress, floats.count == layout.count else {
      preconditionFailure("\(floats.count) floats for a layout of \(layout.count)")
    }
    self.layout = layout
    base = start
    self.owner = owner
  }

  /// One parameter's matrix.
  package subscript(_ parameter: Parameter) -> MatrixView {
    MatrixView(base: base + parameter.offset, rows: parameter.rows, columns: parameter.columns)
  }

  /// A copy of all elements.
  package var elements: [Float] {
    withExtendedLifetime(self) {
      Array(UnsafeBufferPointer(start: base, count: layout.count))
    }
  }
}
