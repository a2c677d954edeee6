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
    var colour: TagColour?
    var spaceBefore: Bool
  }

  /// Appends the sentence on as many rows as it needs; white space of any kind becomes a space or the
  /// end of a row. A sentence without tokens gives nothing.
  ///
  /// - Parameter spans: spans of tokens, in order and apart from each other. Of several that have one place
  ///   within a multiword token the first is marked.
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
        if let colour = piece.colour { output.append(contentsOf: colour.start) }
        output.append(contentsOf: piece.text.utf8)
        if piece.colour != nil { output.append(contentsOf: TagColour.end) }
      }
      column += width
      first = next
    }
    if !pieces.isEmpty { output.append(0x0A) }
  }

  private func pieces(_ sentence: Sentence, _ spans: [LabelledSpan]) -> [Piece] {
    var pieces: [Piece] = []
    var spaceBefore = true
    func append(_ text: ScreenText, _ colour: TagColour?) {
      pieces.append(Piece(text: text, colour: colour, spaceBefore: spaceBefore))
      spaceBefore = false
    }
    var rest = sentence.entities(spans)[...]
    var open: Entity?
    let tokens = sentence.tokens
    for (index, words) in tokens.enumerated() {
      let token = sentence.words[words.upperBound - 1]
      // An entity may begin and end within a multiword token.
      var next = token.range.lowerBound
      while next < token.range.upperBound {
        while open == nil, let first = rest.first, first.range.lowerBound < next {
          rest.removeFirst()
        }
        if open == nil, let first = rest.first, first.range.lowerBound == next {
          open = rest.removeFirst()
          if !screen.hasColours { append(ScreenText("[".utf8), nil) }
        }
        let end = min(
          open?.range.upperBound ?? rest.first?.range.lowerBound ?? .max, token.range.upperBound)
        append(ScreenText(sentence.text[next..<end]), open.flatMap(colour))
        next = end
        if let entity = open, entity.range.upperBound == end {
          let text = screen.hasColours ? entity.type : entity.type + "]"
          spaceBefore = true
          append(ScreenText(text.utf8), screen.hasColours ? TagColour(tag: "X") : nil)
          open = nil
        }
      }
      let isSeparated =
        index + 1 < tokens.count
        && sentence.words[words.upperBound].range.lowerBound > token.range.upperBound
      spaceBefore = token.spaceAfter || isSeparated
    }
    return pieces
  }

  private func colour(_ entity: Entity) -> TagColour? {
    screen.hasColours ? TagColour(tag: entity.type) : nil
  }
}
