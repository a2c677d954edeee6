import Elman
import ElmanCorpora
import ElmanText

/// Writes a text for people, as wide as the screen, with its entities marked: `[Ada Byron PER]`, or in
/// colour.
struct EntityText {
  private let screen: Screen

  init(screen: Screen) { self.screen = screen }

  /// A stretch of a row that stays together.
  private struct Piece {
    var text: ScreenText
    var color: TagColor?
    var spaceBefore: Bool
  }

  /// Appends the sentence on as many rows as it needs; white space of any kind becomes a space or the
  /// end of a row. A sentence without tokens gives nothing.
  ///
  /// - Parameter spans: spans of tokens, in order and apart from each other. Of several within one
  ///   multiword token the first is marked.
  func write(_ sentence: Sentence, _ spans: [LabelledSpan], to output: inout [UInt8]) {
    let pieces = pieces(sentence, spans)
    var column = 0
    var first = 0
    while first < pieces.count {
      // What no space parts goes to the next row together.
      let next = pieces[(first + 1)...].firstIndex { $0.spaceBefore } ?? pieces.count
      let width = pieces[first..<next].reduce(0) { $0 + $1.text.width }
      if column > 0 {
        let fits = column + 1 + width <= screen.width
        output.append(fits ? 0x20 : 0x0A)
        column = fits ? column + 1 : 0
      }
      for piece in pieces[first..<next] {
        if let color = piece.color { output.append(contentsOf: color.start) }
        output.append(contentsOf: piece.text.utf8)
        if piece.color != nil { output.append(contentsOf: TagColor.end) }
      }
      column += width
      first = next
    }
    if !pieces.isEmpty { output.append(0x0A) }
  }

  private func pieces(_ sentence: Sentence, _ spans: [LabelledSpan]) -> [Piece] {
    var pieces: [Piece] = []
    var spaceBefore = true
    var rest = spans[...]
    var open: LabelledSpan?
    let surfaceTokens = sentence.surfaceTokens
    for (index, words) in surfaceTokens.enumerated() {
      while let next = rest.first, next.range.upperBound <= words.lowerBound {
        rest.removeFirst()
      }
      if open == nil, let next = rest.first, next.range.lowerBound < words.upperBound {
        open = rest.removeFirst()
        if !screen.hasColors {
          pieces.append(
            Piece(text: ScreenText("[".utf8), color: nil, spaceBefore: spaceBefore))
          spaceBefore = false
        }
      }
      let token = sentence.tokens[words.upperBound - 1]
      pieces.append(
        Piece(
          text: ScreenText(sentence.text[token.range]), color: open.flatMap(color),
          spaceBefore: spaceBefore))
      if let span = open, span.range.upperBound <= words.upperBound {
        pieces.append(
          Piece(
            text: ScreenText((screen.hasColors ? span.type : span.type + "]").utf8),
            color: screen.hasColors ? TagColor(tag: "X") : nil, spaceBefore: true))
        open = nil
      }
      let isSeparated =
        index + 1 < surfaceTokens.count
        && sentence.tokens[words.upperBound].range.lowerBound > token.range.upperBound
      spaceBefore = token.spaceAfter || isSeparated
    }
    return pieces
  }

  private func color(_ span: LabelledSpan) -> TagColor? {
    screen.hasColors ? TagColor(tag: span.type) : nil
  }
}
