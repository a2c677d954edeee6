import Elman
import ElmanText

/// Cuts a document with the tokenizer of its language, which its beginning tells.
struct DocumentTokenizer: StreamingTokenizer {
  /// How much of the document is waited for, in bytes, unless it ends before.
  static let awaitedBytes = 4096

  private let cutting: LanguageCutting
  private var repair = UTF8Repair()
  private var beginning: [UInt8] = []
  private var language: Language?
  private var session: (any StreamingTokenizer)?

  init(_ cutting: LanguageCutting) { self.cutting = cutting }

  var faultCount: Int { repair.faultCount }
  var firstFault: Int? { repair.firstFault }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    var text: [UInt8] = []
    repair.append(bytes, to: &text)
    pass(text, isEnd: false)
  }

  mutating func finish() {
    var text: [UInt8] = []
    repair.finish(to: &text)
    pass(text, isEnd: true)
    session?.finish()
  }

  mutating func next() -> Sentence? {
    guard var sentence = session?.next() else { return nil }
    sentence.language = language
    return sentence
  }

  private mutating func pass(_ text: [UInt8], isEnd: Bool) {
    if session != nil {
      session?.append(text)
      return
    }
    beginning += text
    let isAnswerDue = cutting.isImmediate && beginning.last == 0x0A
    guard isEnd || isAnswerDue || beginning.count >= Self.awaitedBytes else { return }
    let session = IdentifierSession(
      cutting.taggers.identifier, cacheBytes: TextLanguages.cacheBytes)
    let language = Language(code: session.identify([beginning[...]])[0].label)
    var tokenizer = cutting.session(of: language)
    tokenizer.append(beginning)
    beginning = []
    self.language = language
    self.session = tokenizer
  }
}
