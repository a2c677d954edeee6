/// Quantisation and the product of bytes by their definitions, one element at a time.
enum QuantizedTwins {
  /// A quantised vector: a weight's column or an activation's row.
  struct Vector {
    var bytes: [Int]
    var scale: Float
  }

  /// The largest finite magnitude of a vector divided by 127.
  static func scale(_ x: [Float]) -> Float {
    (x.filter(\.isFinite).map(\.magnitude).max() ?? 0) / 127
  }

  /// Bytes of -127 … 127 with a scale of the vector's own, or with a fixed one.
  static func quantize(_ x: [Float], fixedScale: Float? = nil) -> Vector {
    let largest = x.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let inverse = fixedScale.map { 1 / $0 } ?? 127 / largest
    let bytes = x.map { x in
      let steps = x * inverse
      return steps.isNaN ? 0 : Int(max(-127, min(127, steps)).rounded(.toNearestOrEven))
    }
    return Vector(bytes: bytes, scale: fixedScale ?? scale(x))
  }

  /// start + (sum · row scale) · column scale, rounded at each step, with a sum of whole numbers.
  static func product(
    _ rows: [Vector], _ columns: [Vector], start: (_ row: Int, _ column: Int) -> Float
  ) -> [Float] {
    var result: [Float] = []
    for (i, row) in rows.enumerated() {
      for (j, column) in columns.enumerated() {
        var sum: Int32 = 0
        for (x, w) in zip(row.bytes, column.bytes) { sum += Int32(x * w) }
        let product = Float(sum) * row.scale * column.scale
        result.append(start(i, j) + product)
      }
    }
    return result
  }
}
