import Elman
import ElmanEnglish
import ElmanLanguages
import ElmanStreams
import ElmanText
import Synchronization
import Testing

/// Texts in several languages, of which there is a tagger for English alone.
struct LanguageTokenizerTests {
  static let identifier = Result { try LanguageIdentifier(.languages) }
  static let english = Result { try Tagger(.english) }

  private static let text = """
    The owls that live in the old barn were sleeping when we came home.
    Nobody wanted to wake them up, so we didn't sing.

    Die Eulen, die in der alten Scheune wohnen, schliefen, als wir nach Hause kamen.

    2.

    Les chouettes qui habitent dans la vieille grange dormaient quand nous sommes rentrés.

    They can't hear us now, and we won't go there again before the morning comes.

    """

  /// What warns, and what it said.
  final class Warnings: Sendable {
    let all = Mutex<[StreamWarning]>([])
  }

  private func taggers(_ warnings: Warnings = Warnings()) throws -> LanguageTaggers {
    let english = try Self.english.get()
    return LanguageTaggers(
      try Self.identifier.get(), warn: { warning in warnings.all.withLock { $0.append(warning) } }
    ) { (language) throws(ModelError) in
      if language == .english { return english }
      throw .noneOfLanguage(language, available: [.english])
    }
  }

  private func sentences(
    _ unit: LanguageUnit, of text: String = Self.text, mode: SentenceTokenizer.Mode = .text,
    isImmediate: Bool = false, pieces: Int? = nil
  ) throws -> [Sentence] {
    var session = TextTokenizer.byLanguage(try taggers(), unit).session(
      mode: mode, isImmediate: isImmediate)
    let bytes = Array(text.utf8)
    let size = pieces ?? bytes.count
    var sentences: [Sentence] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      session.append(bytes[start..<min(bytes.count, start + size)])
      while let sentence = session.next() { sentences.append(sentence) }
    }
    session.finish()
    while let sentence = session.next() { sentences.append(sentence) }
    return sentences
  }

  @Test func eachParagraphHasItsLanguage() throws {
    let sentences = try sentences(.paragraph)
    #expect(sentences.map { $0.language?.code } == ["en", "en", "de", "de", "fr", "en"])
    // Cut by the English tokenizer, not by the rules of other languages.
    #expect(sentences.last?.words.count == 19)
    #expect(sentences.map(\.startsParagraph) == [true, false, true, true, true, true])
  }

  @Test(arguments: LanguageUnit.allCases, [1, 7, 100])
  func sentencesMakeUpTheText(unit: LanguageUnit, pieces: Int) throws {
    let whole = try sentences(unit)
    #expect(try sentences(unit, pieces: pieces) == whole)
    #expect(whole.flatMap(\.text) == Array(Self.text.utf8))
    var start = TextPosition()
    for sentence in whole {
      #expect(sentence.start == start)
      start = start.advanced(over: sentence.text[...])
    }
  }

  @Test func aDocumentHasOneLanguage() throws {
    let found = Set(try sentences(.document).map { $0.language?.code })
    #expect(found == ["en"])
  }

  @Test func linesAreAnsweredWhenTheyEnd() throws {
    var session = TextTokenizer.byLanguage(try taggers(), .paragraph).session(
      mode: .lines, isImmediate: true)
    session.append("The owls were sleeping in the barn when we came home.\n".utf8)
    #expect(session.next()?.language == .english)
    session.append("Die Eulen schliefen in der Scheune, als wir kamen.\n".utf8)
    #expect(session.next()?.language == .german)
  }

  @Test func longTextsAreCutAlike() throws {
    let text = String(repeating: Self.text, count: 200)
    let sentences = try sentences(.paragraph, of: text)
    #expect(sentences.flatMap(\.text) == Array(text.utf8))
    #expect(try self.sentences(.paragraph, of: text, pieces: 4097) == sentences)
  }

  @Test func aLanguageWithoutTaggerIsWarnedOfOnce() async throws {
    let warnings = Warnings()
    let taggers = try taggers(warnings)
    let stream = SentenceStream(
      [.bytes(Array((Self.text + Self.text).utf8))],
      options: ReadingOptions(tokenizer: .byLanguage(taggers, .paragraph)))
    var output: [UInt8] = []
    try await SentencePipeline(taggers, format: .conllu).run(stream, threads: 2) { output += $0 }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count { $0 == "# lang = en" } == 6)
    #expect(lines.count { $0 == "# lang = fr" } == 2)
    #expect(lines.contains { $0.hasPrefix("2\towls\towl\tNOUN\tNNS\tNumber=Plur\t") })
    #expect(lines.contains { $0.hasPrefix("2\tEulen\t_\t_\t_\t_\t_") })
    let told = warnings.all.withLock { $0 }.map(\.description).sorted()
    #expect(told.count == 2)
    #expect(
      told.first
        == "text in French (fr) is cut by the rules and gets no tags: no model of French (fr); there are models of English (en)"
    )
  }

  @Test func everyFormatTakesSeveralLanguages() throws {
    let taggers = try taggers()
    for format in OutputFormat.allCases {
      let stream = SentenceStream(
        [.bytes(Array(Self.text.utf8))],
        options: ReadingOptions(tokenizer: .byLanguage(taggers, .paragraph)))
      var output: [UInt8] = []
      try SentencePipeline(taggers, format: format).run(stream) { output += $0 }
      let text = String(decoding: output, as: UTF8.self)
      #expect(text.contains("Eulen") && text.contains("owls"))
      if format == .jsonl { #expect(text.contains(#"{"language":"fr","text":"Les "#)) }
    }
  }

  @Test func aTextInAnotherLanguageIsTold() throws {
    let warnings = Warnings()
    var options = ReadingOptions(tokenizer: TextTokenizer(of: try Self.english.get()))
    options.languageCheck = LanguageCheck(
      try Self.identifier.get(), expected: .english,
      warn: { warning in warnings.all.withLock { $0.append(warning) } })
    let german = "Die Eulen, die in der alten Scheune wohnen, schliefen, als wir kamen. "
    let long = german + "Nachts jagen sie Mäuse, und wir wollen sie nicht stören."
    for text in [german, String(repeating: german, count: 9), long, Self.text] {
      let stream = SentenceStream([.bytes(Array(text.utf8))], options: options)
      while try stream.next() != nil {}
    }
    #expect(warnings.all.withLock { $0 } == [.otherLanguage(.german, than: .english)])
  }
}
