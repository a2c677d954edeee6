import ElmanTensors
import ElmanText

/// A token of a sentence that is changed for training.
struct AlteredToken: Equatable {
  /// Its text.
  var text: String
  /// The white space after it.
  var gap: [UInt8]
  /// Whether it stands for several words.
  var isMultiword: Bool

  private static let emoji = ["😀", "👍", "❤️", "🎉", "😂", "👍🏿", "🙏", "😡", "✨", "☕"]
  private static let currencies = ["£", "€", "¥"]
  private static let capitals = Array("ABCDEFGHIJKLMNOPRSTVW".unicodeScalars)

  /// Changes the tokens of a sentence, each way with a probability of its own.
  static func alter(_ tokens: inout [AlteredToken], random: inout Random) {
    // All draws are made for every sentence, so that what one needs says nothing of the next.
    let draws = (0..<9).map { _ in random.uniform() }
    if draws[0] < 0.3 { replaceNumbers(&tokens, random: &random) }
    if draws[1] < 0.5 { replaceCurrency(&tokens, random: &random) }
    if draws[2] < 0.1 { insertInitial(&tokens, random: &random) }
    if draws[3] < 0.1 { insertAcronym(&tokens, random: &random) }
    if draws[4] < 0.6 { curl(&tokens) }
    if draws[5] < 0.5 { lengthenDashes(&tokens) }
    if draws[6] < 0.1 {
      for index in tokens.indices { tokens[index].text = tokens[index].text.lowercased() }
    } else if draws[6] < 0.15 {
      for index in tokens.indices { tokens[index].text = tokens[index].text.uppercased() }
    }
    if draws[7] < 0.06 { insertEmoji(&tokens, random: &random) }
    if draws[8] < 0.06 {
      if draws[8] < 0.03, !tokens.isEmpty { tokens[tokens.count - 1].gap = [0x20] }
      tokens.append(
        AlteredToken(text: emoji[random.index(below: emoji.count)], gap: [], isMultiword: false))
    }
  }

  /// Other digits, as many.
  private static func replaceNumbers(_ tokens: inout [AlteredToken], random: inout Random) {
    for index in tokens.indices {
      var text = String.UnicodeScalarView()
      var isFirst = true
      for scalar in tokens[index].text.unicodeScalars {
        if ("0"..."9").contains(scalar) {
          let digit = UInt8(random.index(below: isFirst ? 9 : 10)) + (isFirst ? 0x31 : 0x30)
          text.append(Unicode.Scalar(digit))
          isFirst = false
        } else {
          text.append(scalar)
          isFirst = true
        }
      }
      tokens[index].text = String(text)
    }
  }

  /// Pounds, euros and yen for dollars.
  private static func replaceCurrency(_ tokens: inout [AlteredToken], random: inout Random) {
    for index in tokens.indices where tokens[index].text.utf8.elementsEqual("$".utf8) {
      tokens[index].text = currencies[random.index(below: currencies.count)]
      guard index + 1 < tokens.count, tokens[index].gap.isEmpty, random.uniform() < 0.3,
        tokens[index + 1].text.utf8.allSatisfy({ !$0.isLetter })
      else { continue }
      // 5€
      let sign = tokens[index].text
      tokens[index].text = tokens[index + 1].text
      tokens[index + 1].text = sign
    }
  }

  /// One initial, or two, for the first of two words with capitals.
  private static func insertInitial(_ tokens: inout [AlteredToken], random: inout Random) {
    let places = tokens.indices.dropFirst().filter { index in
      index + 1 < tokens.count && tokens[index].isCapitalized && tokens[index + 1].isCapitalized
        && !tokens[index].gap.isEmpty
    }
    guard !places.isEmpty else { return }
    let place = places[random.index(below: places.count)]
    let count = 1 + random.index(below: 2)
    let gap = tokens[place].gap
    tokens.replaceSubrange(
      place...place,
      with: (0..<count).map { _ in
        AlteredToken(text: capital(&random) + ".", gap: gap, isMultiword: false)
      })
  }

  /// Letters with full stops for a word with a capital; its last full stop ends a sentence, too.
  private static func insertAcronym(_ tokens: inout [AlteredToken], random: inout Random) {
    let places = tokens.indices.dropFirst().filter { tokens[$0].isCapitalized }
    guard !places.isEmpty else { return }
    let place = places[random.index(below: places.count)]
    tokens[place].text = capital(&random) + "." + capital(&random) + "."
    tokens[place].isMultiword = false
    if place == tokens.count - 2, tokens[place + 1].text.utf8.elementsEqual(".".utf8) {
      tokens.removeLast()
    }
  }

  private static func capital(_ random: inout Random) -> String {
    String(capitals[random.index(below: capitals.count)])
  }

  /// ‘ ’ “ ” for ' and ".
  static func curl(_ tokens: inout [AlteredToken]) {
    for index in tokens.indices {
      let touchesNext = tokens[index].gap.isEmpty && index + 1 < tokens.count
      let touchesLast = index > 0 && tokens[index - 1].gap.isEmpty
      let opens =
        touchesNext
        && (!touchesLast || tokens[index - 1].text.utf8.last.map { !$0.isWordCharacter } == true)
      let isMarkAlone = tokens[index].text.utf8.count == 1
      var text = String.UnicodeScalarView()
      for scalar in tokens[index].text.unicodeScalars {
        switch scalar {
        case "'": text.append(isMarkAlone && opens ? "\u{2018}" : "\u{2019}")
        case "\"": text.append(isMarkAlone && opens ? "\u{201C}" : "\u{201D}")
        default: text.append(scalar)
        }
      }
      tokens[index].text = String(text)
    }
  }

  /// – between numbers, — for two hyphens, … for three full stops.
  private static func lengthenDashes(_ tokens: inout [AlteredToken]) {
    for index in tokens.indices {
      let text = tokens[index].text.utf8
      if text.elementsEqual("--".utf8) {
        tokens[index].text = "\u{2014}"
      } else if text.elementsEqual("...".utf8) {
        tokens[index].text = "\u{2026}"
      } else if text.elementsEqual("-".utf8), index > 0, index + 1 < tokens.count {
        let isRange =
          tokens[index - 1].text.utf8.last?.isDigit == true
          && tokens[index + 1].text.utf8.first?.isDigit == true
        if isRange || !tokens[index].gap.isEmpty { tokens[index].text = "\u{2013}" }
      }
    }
  }

  /// An emoji for a space.
  private static func insertEmoji(_ tokens: inout [AlteredToken], random: inout Random) {
    let places = tokens.indices.filter { !tokens[$0].gap.isEmpty && $0 + 1 < tokens.count }
    guard !places.isEmpty else { return }
    let place = places[random.index(below: places.count)]
    tokens[place].gap = []
    tokens.insert(
      AlteredToken(text: emoji[random.index(below: emoji.count)], gap: [], isMultiword: false),
      at: place + 1)
  }

  /// Whether it is a word of letters of which the first alone is a capital.
  private var isCapitalized: Bool {
    let scalars = text.unicodeScalars
    guard scalars.count > 1, let first = scalars.first else { return false }
    return CharacterClass(first.value) == .uppercase
      && scalars.dropFirst().allSatisfy { CharacterClass($0.value) == .letter }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
  fileprivate var isWordCharacter: Bool { isLetter || isDigit || self >= 0x80 }
}
