/// A scalar as Unicode names it, such as `U+00A0`.
package func codePoint(_ scalar: UInt32) -> String {
  let digits = String(scalar, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
}
