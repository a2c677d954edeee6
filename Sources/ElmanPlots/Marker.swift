/// The shape of a line's points.
enum Marker: Int, CaseIterable {
  case circle, square, triangle, diamond, invertedTriangle, plus

  /// The corners around a centre, of about equal area; none for a circle.
  func corners(x: Double, y: Double) -> [(x: Double, y: Double)] {
    let offsets: [(Double, Double)] =
      switch self {
      case .circle: []
      case .square: [(-4, -4), (4, -4), (4, 4), (-4, 4)]
      case .triangle: [(0, -5.5), (5, 3.5), (-5, 3.5)]
      case .diamond: [(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)]
      case .invertedTriangle: [(0, 5.5), (5, -3.5), (-5, -3.5)]
      case .plus:
        [
          (-2, -5.5), (2, -5.5), (2, -2), (5.5, -2), (5.5, 2), (2, 2), (2, 5.5), (-2, 5.5),
          (-2, 2), (-5.5, 2), (-5.5, -2), (-2, -2),
        ]
      }
    return offsets.map { (x + $0.0, y + $0.1) }
  }
}
