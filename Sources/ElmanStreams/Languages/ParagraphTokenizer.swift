import Elman
import ElmanText

/// Cuts each paragraph of a document with the tokenizer of its language; where lines are sentences, each line.
///
/// Paragraphs are read in batches, so that those of one language go through its network together. However the input is
/// cut into chunks, the batches and so the sentences are the same.
struct ParagraphTokenizer: StreamingTokenizer {
  /// The most bytes of a batch, but for a single paragraph.
  static let batchBytes = 1 << 18
  /// The bytes from which on a paragraph is cut.
  static let maximumBytes = 1 << 18

  private let cutting: LanguageCutting
  private var languages: TextLanguages
  private var repair = UTF8Repair()
  private var splitter: ParagraphSplitter
  private var isFinished = false
  /// Sentences that are there, of which the first so many are given out.
  private var sentences: [Sentence] = []
  private var givenCount = 0
  private var start = TextPosition()
  private var startsParagraph = true

  init(_ cutting: LanguageCutting) {
    self.cutting = cutting
    languages = TextLanguages(cutting.taggers.identifier)
    splitter = ParagraphSplitter(endsWithLine: cutting.mode != .text)
  }

  var faultCount: Int { repair.faultCount }
  var firstFault: Int? { repair.firstFault }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    repair.append(bytes, to: &splitter.text)
  }

  mutating func finish() {
    repair.finish(to: &splitter.text)
    isFinished = true
  }

  mutating func next() -> Sentence? {
    while givenCount == sentences.count {
      sentences.removeAll(keepingCapacity: true)
      givenCount = 0
      let paragraphs = splitter.take(
        upTo: cutting.isImmediate ? 0 : Self.batchBytes, cutFrom: Self.maximumBytes,
        isFinished: isFinished,
        isLineDue: cutting.isImmediate)
      if paragraphs.isEmpty { return nil }
      cut(paragraphs)
    }
    defer { givenCount += 1 }
    return sentences[givenCount]
  }

  /// Cuts paragraphs that follow each other.
  private mutating func cut(_ paragraphs: [[UInt8]]) {
    let found = languages.languages(of: paragraphs.map { $0[...] })
    var queues: [Language: Queue] = [:]
    for language in found where queues[language] == nil {
      let own = zip(paragraphs, found).filter { $0.1 == language }.map(\.0)
      queues[language] = Queue(sentences: cut(own, in: language))
    }
    for (paragraph, language) in zip(paragraphs, found) {
      var remaining = paragraph.count
      while remaining > 0, var sentence = queues[language]?.next() {
        remaining -= sentence.text.count
        sentence.language = language
        sentence.start = start
        sentence.text.withUnsafeBufferPointer { start.advance(over: $0) }
        sentence.startsParagraph = startsParagraph
        if !sentence.words.isEmpty { startsParagraph = false }
        sentences.append(sentence)
      }
      startsParagraph = startsParagraph || ParagraphSplitter.endsParagraph(paragraph)
    }
  }

  /// Cuts paragraphs of one language. None of the sentences reaches from one into another.
  private func cut(_ paragraphs: [[UInt8]], in language: Language) -> [Sentence] {
    func sentences(of text: [UInt8]) -> [Sentence] {
      var session = cutting.session(of: language)
      return session.sentences(of: text)
    }
    let together = sentences(of: Array(paragraphs.joined()))
    var ends = Set<Int>()
    var end = 0
    for sentence in together {
      end += sentence.text.count
      ends.insert(end)
    }
    end = 0
    for paragraph in paragraphs {
      end += paragraph.count
      // White space alone, or a cut inside a sentence.
      if !ends.contains(end) { return paragraphs.flatMap(sentences) }
    }
    return together
  }

  /// Sentences of one language that are still to be given out.
  private struct Queue {
    let sentences: [Sentence]
    private var count = 0

    init(sentences: [Sentence]) { self.sentences = sentences }

    mutating func next() -> Sentence? {
      guard count < sentences.count else { return nil }
      defer { count += 1 }
      return sentences[count]
    }
  }
}
