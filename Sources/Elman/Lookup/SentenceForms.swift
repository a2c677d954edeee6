import ElmanText

/// Sentences whose tokens are numbers of distinct forms, so that each form is kept once.
package struct SentenceForms: Sendable {
  /// For each token of each sentence the number of its form.
  package private(set) var sentences: [[Int32]] = []
  /// The distinct forms.
  package private(set) var distinct: [ArraySlice<UInt8>] = []
  /// For each distinct form how often it stands there.
  package private(set) var counts: [Int] = []

  private var numbers: [WordForm: Int32] = [:]

  /// No sentences.
  package init() {}

  /// Adds a sentence.
  package mutating func append(_ sentence: Sentence) {
    append(sentence, tokens: sentence.words.indices)
  }

  /// Adds some of a sentence's tokens as a sentence of their own.
  package mutating func append(_ sentence: Sentence, tokens: Range<Int>) {
    sentences.append(tokens.map { number(of: sentence.bytes($0)) })
  }

  /// Some of the sentences, with their forms alone.
  package func part(_ range: Range<Int>) -> SentenceForms {
    var part = SentenceForms()
    for sentence in sentences[range] {
      part.sentences.append(sentence.map { part.number(of: distinct[Int($0)]) })
    }
    return part
  }

  private mutating func number(of bytes: ArraySlice<UInt8>) -> Int32 {
    if let number = numbers[WordForm(bytes: bytes)] {
      counts[Int(number)] += 1
      return number
    }
    // A slice would keep the whole text.
    let own = Array(bytes)[...]
    let number = Int32(distinct.count)
    numbers[WordForm(bytes: own)] = number
    distinct.append(own)
    counts.append(1)
    return number
  }
}
