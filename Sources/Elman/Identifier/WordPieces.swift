import ElmanBytes
import ElmanNetworks
import ElmanText

/// The pieces of words that a language identifier knows: for each character of a word those that end with it.
///
/// A space stands before and behind each word, so that beginnings and ends are pieces of their own.
package struct WordPieces: Sendable {
  /// The pieces, UTF-8.
  package let vocabulary: Vocabulary
  /// The most characters of a piece.
  package let longest: Int

  /// Pairs pieces with the longest that are looked for.
  package init(_ vocabulary: Vocabulary, longest: Int) {
    (self.vocabulary, self.longest) = (vocabulary, longest)
  }

  /// Words as packed rows of pieces: the steps of a word are its characters and its end.
  package struct Batch: Sendable {
    /// For each packed row the numbers of the pieces that end there.
    package fileprivate(set) var pieces = IdSequences()
    /// Where each step of each word lies.
    package fileprivate(set) var packing = SequencePacking()
    fileprivate var lengths: [Int] = []
    /// For each step of each word where its pieces lie in `ids`.
    fileprivate var ends: [Int] = []
    fileprivate var ids: [Int32] = []
    fileprivate var padded: [UInt8] = []
    fileprivate var starts: [Int] = []
    /// For each step of a word the number of the piece of each length.
    fileprivate var found: [Int32] = []

    /// No words.
    package init() {}

    /// The number of words.
    package var count: Int { lengths.count }

    /// For each word the number of its steps.
    package var stepCounts: [Int] { lengths }

    /// The steps of the word that was added last; 0 if there is none.
    var lastStepCount: Int { lengths.last ?? 0 }

    /// Removes all words and keeps the memory for others.
    package mutating func removeAll() {
      lengths.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
    }

    /// Packs the words, once all are there.
    package mutating func pack() {
      packing.set(lengths: lengths)
      pieces.removeAll()
      // For each word its first step.
      starts.removeAll(keepingCapacity: true)
      var first = 0
      for length in lengths {
        starts.append(first)
        first += length
      }
      for step in 0..<packing.stepCount {
        for sequence in 0..<packing.activeCounts[step] {
          let place = starts[packing.order[sequence]] + step
          pieces.append(ids[(place == 0 ? 0 : ends[place - 1])..<ends[place]])
        }
      }
    }
  }

  /// Adds a word, which must not be empty, to a batch.
  package func append(_ word: UnsafeBufferPointer<UInt8>, to batch: inout Batch) {
    Self.setCharacters(of: word, &batch.padded, &batch.starts)
    let steps = batch.starts.count - 2
    batch.found.removeAll(keepingCapacity: true)
    batch.found.append(contentsOf: repeatElement(0, count: steps * longest))
    // From each character on, so that a hash goes on where that of the shorter piece ended.
    batch.padded.withUnsafeBufferPointer { bytes in
      for first in 0...steps {
        var hash = FNV1a<UInt64>()
        for last in first..<min(steps + 1, first + longest) {
          let end = batch.starts[last + 1]
          hash.add(UnsafeBufferPointer(rebasing: bytes[batch.starts[last]..<end]))
          // The space before a word is no step.
          if last == 0 { continue }
          let piece = UnsafeBufferPointer(rebasing: bytes[batch.starts[first]..<end])
          batch.found[(last - 1) * longest + last - first] = vocabulary.id(
            of: piece, hash: hash.value)
        }
      }
    }
    for step in 0..<steps {
      // What is known of no piece is a row all the same.
      batch.ids.append(batch.found[step * longest])
      for length in 1..<longest where batch.found[step * longest + length] != 0 {
        batch.ids.append(batch.found[step * longest + length])
      }
      batch.ends.append(batch.ids.count)
    }
    batch.lengths.append(steps)
  }

  /// Sets a word between two spaces, and where its characters begin, with the end behind them.
  private static func setCharacters(
    of word: UnsafeBufferPointer<UInt8>, _ padded: inout [UInt8], _ starts: inout [Int]
  ) {
    padded.removeAll(keepingCapacity: true)
    padded.append(0x20)
    padded.append(contentsOf: word)
    padded.append(0x20)
    starts.removeAll(keepingCapacity: true)
    for (place, byte) in padded.enumerated() where byte & 0xC0 != 0x80 { starts.append(place) }
    starts.append(padded.count)
  }

  /// Calls `body` with each piece of a word, the shortest that ends with a character first.
  ///
  /// - Parameters:
  ///   - word: UTF-8.
  ///   - longest: the most characters of a piece.
  ///   - padded: memory for the word with its spaces.
  ///   - starts: memory for where its characters begin.
  ///   - body: takes a piece, and whether it is one character.
  package static func forEachPiece(
    of word: UnsafeBufferPointer<UInt8>, longest: Int, _ padded: inout [UInt8],
    _ starts: inout [Int], _ body: (UnsafeBufferPointer<UInt8>, _ isOneCharacter: Bool) -> Void
  ) {
    setCharacters(of: word, &padded, &starts)
    padded.withUnsafeBufferPointer { bytes in
      for last in 1..<starts.count - 1 {
        for length in 1...min(longest, last + 1) {
          let piece = bytes[starts[last - length + 1]..<starts[last + 1]]
          body(UnsafeBufferPointer(rebasing: piece), length == 1)
        }
      }
    }
  }
}
