extension Double {
  /// The number with so many digits after the point, rounded to the nearest; where two are as near,
  /// to the even one.
  package func decimals(_ digits: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return "\(self)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    // The product is rounded itself, which may make a tie of what is none: hence its error.
    let product = magnitude * scale
    let error = (-product).addingProduct(magnitude, scale)
    let lower = product.rounded(.down)
    let fraction = product - lower
    var scaled = Int64(lower)
    if fraction > 0.5 || fraction == 0.5 && (error > 0 || error == 0 && scaled % 2 == 1) {
      scaled += 1
    }
    let (whole, fractionDigits) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let padded = String(fractionDigits)
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - padded.count) + padded
  }
}
