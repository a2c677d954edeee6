import Elman
import ElmanText

/// How probable tags are.
extension SchemeAnswers {
  /// The tags of a unit with their probabilities; `nil` where only the best one is known.
  func hypotheses(
    unit: NLTokenUnit, _ bytes: Range<Int>, _ maximumCount: Int
  ) -> [String: Double]? {
    let string = String(text.places.string[text.places.range(bytes)])
    if scheme == .language {
      let recognizer = NLLanguageRecognizer()
      recognizer.processString(unit == .word ? text.places.string : string)
      let found = recognizer.languageHypotheses(withMaximum: maximumCount)
      return Dictionary(
        found.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { one, _ in one })
    }
    if unit != .word {
      return model(.classifier, text.dominantLanguage)?
        .predictedLabelHypotheses(for: string, maximumCount: maximumCount)
    }
    return wordHypotheses(bytes, maximumCount)
  }

  private func wordHypotheses(_ bytes: Range<Int>, _ maximumCount: Int) -> [String: Double]? {
    let reading = reading
    guard let number = reading.piece(at: bytes.lowerBound) else { return nil }
    let piece = reading.pieces[number]
    let sentence = reading.sentences[Int(piece.sentence)]
    if piece.kind == .whitespace || name(of: number, reading)?.isListed == true { return nil }
    let language = reading.stretches[sentence.stretch].language
    if let model = model(.sequence, language) {
      let numbers = words(of: Int(piece.sentence), reading)
      let all = model.predictedLabelHypotheses(
        forTokens: numbers.map { String(reading.text(of: reading.pieces[$0])) },
        maximumCount: maximumCount)
      return numbers.firstIndex(of: number).map { all[$0] }
    }
    guard
      let pool = ShippedModels.shared.pool(of: language.elman, columns: reading.columns)
    else { return nil }
    let tagged = pool.withSession { $0.tag([sentence.sentence], top: Self.allLabels)[0] }
    let word = Int(piece.firstWord)
    switch scheme {
    case .lexicalClass: return lexicalClasses(of: word, piece, in: tagged)
    case .nameType: return names(of: word, in: tagged)
    case .nameTypeOrLexicalClass:
      guard var found = names(of: word, in: tagged),
        let classes = lexicalClasses(of: word, piece, in: tagged)
      else { return nil }
      // What is in no name is of a lexical class.
      let rest = found.removeValue(forKey: NLTag.otherWord.rawValue) ?? 0
      for (tag, probability) in classes { found[tag, default: 0] += probability * rest }
      return found
    default: return nil
    }
  }

  /// More than any column has of parts of speech and of names.
  private static let allLabels = 64

  private func lexicalClasses(
    of word: Int, _ piece: TextReading.Piece, in tagged: TaggedSentence
  ) -> [String: Double]? {
    guard piece.kind == .word else { return nil }
    var found: [String: Double] = [:]
    for label in tagged.alternatives(word, in: .upos) {
      found[NLTag(PartOfSpeech(rawValue: label.label)).rawValue, default: 0] +=
        Double(label.probability)
    }
    return found
  }

  private func names(of word: Int, in tagged: TaggedSentence) -> [String: Double]? {
    var found: [String: Double] = [:]
    for label in tagged.alternatives(word, in: .ner) {
      let type = label.label.split(separator: "-", maxSplits: 1).last.map(String.init) ?? ""
      let tag = label.label.contains("-") ? NLTag(entityType: type) ?? .otherWord : .otherWord
      found[tag.rawValue, default: 0] += Double(label.probability)
    }
    return found.isEmpty ? nil : found
  }
}
