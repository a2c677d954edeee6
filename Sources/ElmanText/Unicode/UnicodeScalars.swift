/// Calls `body` with each Unicode scalar of `word` and returns how many there are.
///
/// - Parameters:
///   - word: UTF-8. Each ill-formed part counts as one U+FFFD.
///   - body: takes the scalar's number.
/// - Complexity: O(n).
@inlinable
@discardableResult
package func forEachScalar(
  in word: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void
) -> Int {
  var decoder = Unicode.UTF8.ForwardParser()
  var bytes = word.makeIterator()
  var count = 0
  while true {
    switch decoder.parseScalar(from: &bytes) {
    case .valid(let scalar): body(Unicode.UTF8.decode(scalar).value)
    case .error: body(0xFFFD)
    case .emptyInput: return count
    }
    count += 1
  }
}
