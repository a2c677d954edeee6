import Elman
import ElmanText

/// Cuts text as another tokenizer does, and looks at its beginning: is it in the language that is expected?
struct CheckedTokenizer: StreamingTokenizer {
  /// How much of the text is looked at, in bytes.
  static let lookedAt = 2048
  /// The fewest words of it, each counted once, that tell its language.
  static let fewestWords = 20
  /// How probable another language must be that it is told.
  static let certain: Float = 0.99

  private var tokenizer: any StreamingTokenizer
  private let check: LanguageCheck
  private var beginning: [UInt8]? = []

  init(_ tokenizer: any StreamingTokenizer, _ check: LanguageCheck) {
    self.tokenizer = tokenizer
    self.check = check
  }

  var faultCount: Int { tokenizer.faultCount }
  var firstFault: Int? { tokenizer.firstFault }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    tokenizer.append(bytes)
    guard let count = beginning?.count else { return }
    beginning? += bytes.prefix(Self.lookedAt - count)
    if count + bytes.count >= Self.lookedAt { look() }
  }

  mutating func finish() {
    tokenizer.finish()
    look()
  }

  mutating func next() -> Sentence? { tokenizer.next() }

  private mutating func look() {
    guard let text = beginning else { return }
    beginning = nil
    let words = text.split { $0 <= 0x20 }
    if Set(words).count < Self.fewestWords { return }
    var repair = UTF8Repair()
    var repaired: [UInt8] = []
    text.withUnsafeBufferPointer { repair.append($0, to: &repaired) }
    let guess = IdentifierSession(check.identifier, cacheBytes: TextLanguages.cacheBytes)
      .identify([repaired[...]])[0]
    let found = Language(code: guess.label)
    let isUndetermined = found.code.hasSameBytes(as: LanguageIdentifier.undetermined)
    guard guess.probability >= Self.certain, found != check.expected, !isUndetermined else {
      return
    }
    check.warn(.otherLanguage(found, than: check.expected))
  }
}

/// What looks whether a text is in the language that a model is for.
package struct LanguageCheck: Sendable {
  let identifier: LanguageIdentifier
  let expected: Language
  let warn: @Sendable (StreamWarning) -> Void

  /// - Parameters:
  ///   - identifier: what tells the language.
  ///   - expected: that which the text should be in.
  ///   - warn: what is done if it is in another.
  package init(
    _ identifier: LanguageIdentifier, expected: Language,
    warn: @escaping @Sendable (StreamWarning) -> Void
  ) {
    self.identifier = identifier
    self.expected = expected
    self.warn = warn
  }
}
