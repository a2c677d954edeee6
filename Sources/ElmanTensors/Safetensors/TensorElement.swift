/// A Swift number that can lie in a tensor.
///
/// `Bool` does not conform: a file may hold bytes other than 0 and 1, which are no `Bool`.
package protocol TensorElement: BitwiseCopyable, Sendable {
  /// The element type whose bytes are this type's.
  static var elementType: ElementType { get }
}

extension Int8: TensorElement {
  /// `I8`.
  package static var elementType: ElementType { .int8 }
}

extension UInt8: TensorElement {
  /// `U8`.
  package static var elementType: ElementType { .uint8 }
}

extension Int16: TensorElement {
  /// `I16`.
  package static var elementType: ElementType { .int16 }
}

extension UInt16: TensorElement {
  /// `U16`.
  package static var elementType: ElementType { .uint16 }
}

extension Int32: TensorElement {
  /// `I32`.
  package static var elementType: ElementType { .int32 }
}

extension UInt32: TensorElement {
  /// `U32`.
  package static var elementType: ElementType { .uint32 }
}

extension Int64: TensorElement {
  /// `I64`.
  package static var elementType: ElementType { .int64 }
}

extension UInt64: TensorElement {
  /// `U64`.
  package static var elementType: ElementType { .uint64 }
}

extension Float: TensorElement {
  /// `F32`.
  package static var elementType: ElementType { .float32 }
}

extension Double: TensorElement {
  /// `F64`.
  package static var elementType: ElementType { .float64 }
}
