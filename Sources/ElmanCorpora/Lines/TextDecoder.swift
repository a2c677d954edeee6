import CIconv
import ElmanLibc

/// Turns text in another encoding into UTF-8, piece by piece.
///
/// What is malformed becomes one byte that no UTF-8 holds, so that whoever reads the result meets the
/// fault in its place. A byte-order mark stays, as U+FEFF.
final class TextDecoder {
  private static let fault: UInt8 = 0xFF

  private let descriptor: iconv_t?
  private let unitSize: Int
  /// The start of a character that the last piece cut.
  private var pending: [UInt8] = []
  private var output = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter head: the start of the text, which is still to be appended.
  init(_ encoding: TextEncoding, head: ArraySlice<UInt8>) {
    unitSize = encoding.unitSize
    let opened = iconv_open("UTF-8", encoding.resolvedName(for: head))
    descriptor = opened == TextEncoding.failed ? nil : opened
  }

  deinit {
    if let descriptor { iconv_close(descriptor) }
  }

  /// Decodes the next bytes.
  func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    pending += bytes
    var lower = 0
    while lower < pending.count {
      let (count, error) = convert(from: lower, to: &text)
      lower += count
      switch error {
      case 0, E2BIG: continue
      case EINVAL where pending.count - lower <= Self.longestCharacter:
        pending.removeFirst(lower)
        return
      default:
        text.append(Self.fault)
        lower = min(lower + unitSize, pending.count)
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Ends the text: a character that lacks its end is a fault.
  func finish(to text: inout [UInt8]) {
    // Some encodings keep a letter until they know that no mark follows it.
    flush(to: &text)
    if !pending.isEmpty { text.append(Self.fault) }
    pending.removeAll()
  }

  private static let longestCharacter = 16

  /// Converts what it can, as far as there is room.
  ///
  /// - Returns: how many bytes were read, and why no more were: 0 at the end.
  private func convert(from lower: Int, to text: inout [UInt8]) -> (count: Int, error: Int32) {
    var error: Int32 = 0
    var (rest, room) = (pending.count - lower, output.count)
    guard let descriptor else { return (0, EILSEQ) }
    pending.withUnsafeMutableBytes { input in
      output.withUnsafeMutableBytes { output in
        var source = input.baseAddress.map { ($0 + lower).assumingMemoryBound(to: CChar.self) }
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        if iconv(descriptor, &source, &rest, &target, &room) == -1 { error = errno }
      }
    }
    text += output[..<(output.count - room)]
    return (pending.count - lower - rest, error)
  }

  private func flush(to text: inout [UInt8]) {
    guard let descriptor else { return }
    var room = output.count
    output.withUnsafeMutableBytes { output in
      var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = iconv(descriptor, nil, nil, &target, &room)
    }
    text += output[..<(output.count - room)]
  }
}
