import CUtf8proc
import ElmanBytes
import ElmanText

/// Text as a terminal shows it.
struct ScreenText: Sendable {
  /// The text, with pictures in place of what could do harm.
  private(set) var utf8: [UInt8] = []
  /// How many columns of the terminal the text takes.
  private(set) var width = 0

  init(_ text: some Collection<UInt8>) {
    var cluster = (width: 0, isWide: false)
    var state: Int32 = 0
    var previous: Int32?
    for original in String(decoding: text, as: UTF8.self).unicodeScalars {
      let scalar = original.picture
      utf8.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      let code = Int32(bitPattern: scalar.value)
      if let previous, utf8proc_grapheme_break_stateful(previous, code, &state) {
        width += cluster.isWide ? 2 : cluster.width
        cluster = (0, false)
      }
      let columns = Int(utf8proc_charwidth(code))
      cluster.width += columns
      // U+FE0F asks for an emoji, which is two columns wide, as all that is joined to one is.
      if columns == 2 || scalar.value == 0xFE0F { cluster.isWide = true }
      previous = code
    }
    width += cluster.isWide ? 2 : cluster.width
  }
}
