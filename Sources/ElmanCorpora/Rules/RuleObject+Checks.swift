import ElmanBytes
import ElmanText

/// What the values of rules may be.
extension RuleObject {
  /// Checks that a form or label is there, and is what a word can be: without control characters, which would be
  /// printed, and without white space around it, which nobody sees.
  ///
  /// - Parameter allowsSpaces: whether there may be white space within.
  func check(_ text: [UInt8], _ key: String, allowsSpaces: Bool) throws(CorpusError) {
    guard !text.isEmpty else { throw fault("text in '\(key)'", "nothing") }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    guard !scalars.contains(where: \.isControl) else {
      throw fault("no control characters in '\(key)'", CorpusError.quote(text[...]))
    }
    let isSpace = scalars.map(\.properties.isWhitespace)
    if !allowsSpaces, isSpace.contains(true) {
      throw fault("no white space in '\(key)'", CorpusError.quote(text[...]))
    }
    if isSpace.first == true || isSpace.last == true {
      throw fault("no white space around what is in '\(key)'", CorpusError.quote(text[...]))
    }
  }

  /// What stands in the columns of a word, of which there is one at least.
  func columns() throws(CorpusError) -> [Spelling?] {
    var columns: [Spelling?] = []
    for name in RuleFile.columnNames {
      guard let text = try string(name) else {
        columns.append(nil)
        continue
      }
      try check(text, name, allowsSpaces: name == "lemma")
      if name == "upos", !LexiconFile.partsOfSpeech.contains(where: { text.elementsEqual($0.utf8) })
      {
        throw fault("one of the 17 tags in 'upos'", CorpusError.quote(text[...]))
      }
      if name == "feats" {
        do throws(FeatureSet.Fault) { _ = try FeatureSet(checking: text) } catch {
          throw fault("\(error.expected) in 'feats'", CorpusError.quote(text[...]))
        }
      }
      columns.append(Spelling(String(decoding: text, as: UTF8.self)))
    }
    guard columns.contains(where: { $0 != nil }) else {
      throw fault("at least one of the keys \(Self.list(RuleFile.columnNames))", "none")
    }
    return columns
  }

  /// The file that a key names, from the folder of the rules on.
  func source(_ key: String) throws(CorpusError) -> ByteSource {
    let name = BytePath(try requiredString(key))
    guard !name.bytes.isEmpty, !name.bytes.contains(0) else {
      throw fault("the path of a file in '\(key)'", CorpusError.quote(name.bytes[...]))
    }
    let isBeside = name.isAbsolute || !path.utf8.contains(UInt8(ascii: "/"))
    let whole = isBeside ? name : BytePath(path).folder.appending(name)
    return try ByteSource(path: whole.description)
  }

  /// Texts for a message, each in quotation marks.
  static func quoted(_ texts: [[UInt8]]) -> String {
    texts.isEmpty
      ? "none" : texts.map { CorpusError.quote($0[...]) }.joined(separator: " and ")
  }
}
