extension Double {
  /// The number with so many digits after the point, rounded.
  func decimals(_ digits: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return "\(self)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int64((magnitude * scale).rounded())
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let padded = String(fraction)
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - padded.count) + padded
  }
}
