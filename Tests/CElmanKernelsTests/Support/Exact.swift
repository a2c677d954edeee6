import ElmanLibc

/// The elementary functions in Double, exact as far as a Float can tell.
enum Exact {
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
