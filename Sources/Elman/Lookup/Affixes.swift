import ElmanText

/// The beginnings, ends and shapes of words that have a vector of their own.
///
/// A beginning or an end is of up to five characters, fewer than the word's, in NFC and without case. A shape tells
/// upper case, lower case, letters without case, and digits, runs of which count once, and all else as it is.
package struct Affixes: Sendable {
  /// The longest affix.
  static let longest = 5
  /// The most marks of a shape.
  private static let longestShape = 12

  /// The affixes by their keys: what they are in a character, then their text.
  package let vocabulary: Vocabulary

  private let folding = TextNormalizer(foldsCase: true)
  private let composing = TextNormalizer(foldsCase: false)

  /// Affixes by their keys.
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The affixes that at least so many distinct words of a corpus have.
  package init(
    of forms: some Sequence<ArraySlice<UInt8>>, minimumCount: Int
  ) throws(VocabularyError) {
    var builder = VocabularyBuilder()
    let empty = Affixes(try Vocabulary([[UInt8]]()))
    var scratch = Scratch()
    for form in forms {
      form.withUnsafeBufferPointer { form in
        empty.forEachKey(of: form, using: &scratch) { builder.add($0) }
      }
    }
    self.init(try builder.build(minimumCount: minimumCount).vocabulary)
  }

  /// Memory to be used again and again.
  package struct Scratch {
    fileprivate var normalized: [UInt8] = []
    fileprivate var key: [UInt8] = []
    /// Where each character of a form begins, and where the last ends.
    fileprivate var offsets: [Int] = []

    /// Nothing yet.
    package init() {}
  }

  /// Replaces the contents of `ids` by the numbers of a form's affixes, at least one; 0 for unknown ones.
  package func find(
    in form: UnsafeBufferPointer<UInt8>, into ids: inout [Int32], using scratch: inout Scratch
  ) {
    ids.removeAll(keepingCapacity: true)
    forEachKey(of: form, using: &scratch) { ids.append(vocabulary.id(of: $0)) }
  }

  /// Calls `body` with the key of each affix, the shape last.
  private func forEachKey(
    of form: UnsafeBufferPointer<UInt8>, using scratch: inout Scratch,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    folding.normalize(form, into: &scratch.normalized)
    scratch.offsets.removeAll(keepingCapacity: true)
    for (place, byte) in scratch.normalized.enumerated() where byte & 0xC0 != 0x80 {
      scratch.offsets.append(place)
    }
    let count = scratch.offsets.count
    scratch.offsets.append(scratch.normalized.count)
    for length in 1..<max(1, min(Self.longest + 1, count)) {
      key(0x5E, scratch.normalized[..<scratch.offsets[length]])
      key(0x24, scratch.normalized[scratch.offsets[count - length]...])
    }
    composing.normalize(form, into: &scratch.normalized)
    key(0x3D, shape(of: scratch.normalized)[...])

    func key(_ kind: UInt8, _ text: ArraySlice<UInt8>) {
      scratch.key.removeAll(keepingCapacity: true)
      scratch.key.append(kind)
      scratch.key.append(contentsOf: text)
      scratch.key.withUnsafeBufferPointer(body)
    }
  }

  private func shape(of form: [UInt8]) -> [UInt8] {
    var shape = String.UnicodeScalarView()
    for scalar in String(decoding: form, as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      let mark: Unicode.Scalar =
        if properties.isUppercase { "X" } else if properties.isLowercase {
          "x"
        } else if properties
          .isAlphabetic
        { "o" } else if properties.numericType != nil { "9" } else { scalar }
      if mark != shape.last { shape.append(mark) }
      if shape.count == Self.longestShape { break }
    }
    return Array(String(shape).utf8)
  }
}
