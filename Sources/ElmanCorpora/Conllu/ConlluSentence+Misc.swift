extension ConlluSentence {
  /// The value of an attribute in MISC, such as `B-PER` of `NER=B-PER`.
  ///
  /// - Parameters:
  ///   - key: what stands before the `=`.
  ///   - word: the index of the word, counted from 0.
  /// - Returns: the value with its escapes resolved, or `nil` where the attribute is missing.
  public func miscAttribute(_ key: String, ofWord word: Int) -> String? {
    let misc = bytes(word, .misc)
    guard let attribute = Self.attribute(key, in: misc) else { return nil }
    var value: [UInt8] = []
    SpacesEscape.appendDecoded(
      misc[(attribute.lowerBound + key.utf8.count + 1)..<attribute.upperBound], to: &value)
    return String(decoding: value, as: UTF8.self)
  }

  /// Sets an attribute in MISC; all others stay, in their order, byte for byte.
  ///
  /// An attribute that is there keeps its place, a new one comes last.
  ///
  /// - Parameters:
  ///   - key: what stands before the `=`, without `=` and `|`.
  ///   - word: the index of the word, counted from 0.
  ///   - value: what stands after it, in which white space, `|` and `\` are escaped; `nil` takes the
  ///     attribute away.
  public mutating func setMiscAttribute(_ key: String, ofWord word: Int, to value: String?) {
    precondition(
      !key.isEmpty && !key.utf8.contains { "=|\t\r\n".utf8.contains($0) },
      "the attribute '\(key)'")
    let written = value.map { Self.miscAttribute(key, $0) } ?? []
    let misc = bytes(word, .misc)
    let bar = UInt8(ascii: "|")
    var result: [UInt8]
    if let old = Self.attribute(key, in: misc) {
      result = Array(misc[..<old.lowerBound]) + written
      let rest = misc[old.upperBound...]
      // Together with an attribute that goes, one of the bars beside it goes.
      if value != nil || result.isEmpty {
        result += value == nil ? rest.dropFirst() : rest
      } else {
        result.removeLast()
        result += rest
      }
    } else if value == nil {
      return
    } else if misc.elementsEqual([UInt8(ascii: "_")]) {
      result = written
    } else {
      result = Array(misc) + [bar] + written
    }
    set(word, .misc, to: result)
  }

  /// An attribute as it stands in MISC.
  ///
  /// - Parameters:
  ///   - key: what stands before the `=`.
  ///   - value: what stands after it, in which white space, `|` and `\` are escaped.
  package static func miscAttribute(_ key: String, _ value: String) -> [UInt8] {
    var attribute = Array(key.utf8) + [UInt8(ascii: "=")]
    SpacesEscape.append(value.utf8, to: &attribute)
    return attribute
  }

  /// Where an attribute stands in MISC, key and value.
  private static func attribute(_ key: String, in misc: ArraySlice<UInt8>) -> Range<Int>? {
    var start = misc.startIndex
    while start < misc.endIndex {
      let end = misc[start...].firstIndex(of: UInt8(ascii: "|")) ?? misc.endIndex
      let attribute = misc[start..<end]
      if attribute.starts(with: key.utf8),
        attribute.dropFirst(key.utf8.count).first == UInt8(ascii: "=")
      {
        return start..<end
      }
      start = end + 1
    }
    return nil
  }
}

extension ConlluSentence {
  /// The labels that MISC gives to the words: `O` where the attribute is missing.
  public func spanLabels(attribute key: String = "NER") -> [String] {
    (0..<wordCount).map { miscAttribute(key, ofWord: $0) ?? "O" }
  }
}
