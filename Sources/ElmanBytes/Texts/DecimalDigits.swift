extension [UInt8] {
  /// Appends a number that is not negative in decimal digits.
  ///
  /// Writers do this for each row and each place: a `String` in between takes longer than all else there.
  package mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
