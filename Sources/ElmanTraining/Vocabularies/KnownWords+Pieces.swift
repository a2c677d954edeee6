import Elman
import ElmanText

extension KnownWords {
  /// The pieces of words that save the most units: they occur often, hold letters alone, and no token
  /// ends inside any of their occurrences.
  func pieces(
    _ configuration: TokenizerConfiguration, labels: [Int32]
  ) throws(TrainingError) -> CharacterPieces {
    var runs: [LetterRun: Int] = [:]
    var index = 0
    while index < symbols.count {
      let start = index
      while index < symbols.count, CharacterClass(symbols[index]).isLetter { index += 1 }
      if index - start > 1 {
        let run = LetterRun(
          symbols: symbols[start..<index], ends: labels[start..<index - 1].map { $0 > 0 })
        runs[run, default: 0] += 1
      }
      index = max(index, start + 1)
    }
    var counts: [ArraySlice<UInt32>: Int] = [:]
    var divided: Set<ArraySlice<UInt32>> = []
    for (run, count) in runs {
      let symbols = run.symbols
      for lower in symbols.indices {
        var isWhole = true
        for upper in lower
          + 1..<max(lower + 1, min(lower + configuration.longestPiece, symbols.endIndex))
        {
          isWhole = isWhole && !run.ends[upper - 1 - symbols.startIndex]
          let piece = symbols[lower...upper]
          if isWhole { counts[piece, default: 0] += count } else { divided.insert(piece) }
        }
      }
    }
    let whole = counts.filter {
      $0.value >= configuration.minimumPieceCount && !divided.contains($0.key)
    }
    let ranked = whole.sorted {
      let (left, right) = ($0.value * ($0.key.count - 1), $1.value * ($1.key.count - 1))
      return left != right ? left > right : $0.key.lexicographicallyPrecedes($1.key)
    }
    do throws(VocabularyError) {
      return CharacterPieces(
        try Vocabulary(Self.strings(ranked.prefix(configuration.pieceCount).map(\.key))),
        longest: configuration.longestPiece)
    } catch { throw .vocabulary(reason: "\(error)") }
  }
}

/// Letters in a row, and after which of them but the last a token ends.
private struct LetterRun: Hashable {
  let symbols: ArraySlice<UInt32>
  let ends: [Bool]
}
