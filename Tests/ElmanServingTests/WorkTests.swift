import Elman
import ElmanEnglish
import ElmanEnglishSentiment
import ElmanLanguages
import ElmanServing
import ElmanStreams
import Testing

@Suite struct WorkTests {
  static let models = Result {
    try ServedModels(
      ModelFinder(embedded: [.english, .englishSentiment, .languages]),
      names: ["english", "english-sentiment", "languages"])
  }

  static let texts = [
    "The owl sleeps. It dreams of mice, and of Boston.", "", "No.", "\n\n",
    "Mira Oakes can't come, she wrote from Lisbon on Friday.\n\nWe'll see her later.",
    String(
      repeating: "A long text has many sentences. Some of them are short! Are they? ", count: 60),
  ]

  private func answer(_ work: any Work, _ engine: WorkEngine) async -> String {
    var bytes: [UInt8] = []
    var isFirst = true
    while true {
      let portion = await engine.next(of: work, isFirst: isFirst)
      bytes += portion.bytes
      isFirst = false
      if portion.isLast { return String(decoding: bytes, as: UTF8.self) }
    }
  }

  private func tagging(
    _ answer: TaggingAnswer, _ query: String = ""
  ) throws -> TaggingRequest {
    try TaggingRequest(
      RequestParameters(query: [FormField](urlEncoded: query.utf8)), tags: true, answer: answer,
      models: try Self.models.get())
  }

  /// What the command makes of a text.
  private func piped(_ text: String, _ format: OutputFormat) throws -> String {
    let tagger = try Tagger(.english)
    var bytes: [UInt8] = []
    try SentencePipeline(tagger, format: format).run(
      SentenceStream(
        [.bytes(Array(text.utf8))], options: ReadingOptions(tokenizer: TextTokenizer(of: tagger)))
    ) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func manyAtOnceGetWhatEachGetsAlone() async throws {
    let engine = WorkEngine(threads: 2, limit: 100, metrics: ServerMetrics())
    defer { engine.close() }
    for (form, format) in [
      (TaggingAnswer.jsonLines, OutputFormat.jsonl), (.conllu, .conllu), (.tsv, .tsv),
    ] {
      let request = try tagging(form)
      let answers = await withTaskGroup(of: (Int, String).self) { group in
        for (place, text) in (Self.texts + Self.texts).enumerated() {
          group.addTask {
            (place, await answer(request.work([Array(text.utf8)], isSingle: true), engine))
          }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      for (place, text) in (Self.texts + Self.texts).enumerated() {
        #expect(answers[place] == (try piped(text, format)))
      }
    }
  }

  @Test func severalTextsHaveAPlaceEach() async throws {
    let engine = WorkEngine(threads: 1, limit: 100, metrics: ServerMetrics())
    defer { engine.close() }
    let all = await answer(
      try tagging(.json).work(Self.texts.map { Array($0.utf8) }, isSingle: false), engine)
    let documents = try Self.texts.map { text in
      "{\"sentences\":[" + (try piped(text, .jsonl)).split(separator: "\n").joined(separator: ",")
        + "]}"
    }
    #expect(
      all == "{\"model\":\"english\",\"documents\":[" + documents.joined(separator: ",") + "]}")
    let one = await answer(
      try tagging(.json).work([Array(Self.texts[0].utf8)], isSingle: true), engine)
    #expect(one == "{\"model\":\"english\"," + documents[0].dropFirst())
    let none = await answer(try tagging(.json).work([[]], isSingle: true), engine)
    #expect(none == "{\"model\":\"english\",\"sentences\":[]}")
  }

  @Test func linesAreAnsweredWithTheirIds() async throws {
    let engine = WorkEngine(threads: 1, limit: 100, metrics: ServerMetrics())
    defer { engine.close() }
    var reader = TextLineReader(mostBytes: 100)
    let lines = reader.lines(in: "\"No.\"\n{\"text\":\"Hm.\",\"id\":7}\n{\"id\":\"x\"}\n\n".utf8)
    let tagged = await answer(try tagging(.jsonLines, "columns=upos").work(lines), engine)
    let rows = tagged.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[0].hasPrefix("{\"sentences\":[{\"text\":\"No.\""))
    #expect(rows[1].hasPrefix("{\"id\":7,\"sentences\":[{\"text\":\"Hm.\""))
    #expect(rows[2].hasPrefix("{\"id\":\"x\",\"error\":{\"type\""))
    let labelling = try LabellingRequest(
      classifying: RequestParameters(query: []), models: try Self.models.get())
    let labelled = await answer(labelling.work(lines), engine).split(separator: "\n")
    #expect(labelled.count == 3)
    #expect(labelled[1].hasPrefix("{\"id\":7,\"text\":\"Hm.\",\"label\":"))
    #expect(labelled[2] == rows[2])
  }

  @Test func aPlaceIsGivenBack() {
    let engine = WorkEngine(threads: 1, limit: 2, metrics: ServerMetrics())
    defer { engine.close() }
    #expect(engine.enter())
    #expect(engine.enter())
    #expect(!engine.enter())
    engine.leave()
    #expect(engine.enter())
  }

  @Test func aClosedEngineAnswersThatItIs() async throws {
    let engine = WorkEngine(threads: 1, limit: 2, metrics: ServerMetrics())
    engine.close()
    let portion = await engine.next(
      of: try tagging(.json).work([[]], isSingle: true), isFirst: true)
    #expect(portion.problem == .shuttingDown)
  }

  @Test(arguments: [
    "model=..%2Fenglish", "model=%2Fetc%2Fpasswd", "model=english%00", "model=.", "language=..",
    "model=english.safetensors", "model=" + String(repeating: "a", count: 50_000),
    "model=languages",
  ])
  func otherNamesThanThoseOfModelsAreRefused(query: String) throws {
    let problem = #expect(throws: Problem.self) { _ = try tagging(.json, query) }
    #expect(problem?.status == 404)
    #expect((problem?.detail.utf8.count ?? 0) < 1_000)
  }

  @Test(arguments: [
    ("", 200), ("model=en", 200), ("language=english", 200), ("columns=upos,lemma", 200),
    ("columns=", 422), ("columns=upos,", 422), ("columns=tag", 422), ("top=3", 200),
    ("top=11", 422),
    ("top=x", 422), ("input=conllu", 422), ("input=vertical", 200), ("tokenRanges=yes", 422),
    ("languagePer=line", 422), ("x=1", 422), ("top=1&top=2", 422), ("language=auto", 200),
    ("language=auto&input=vertical", 422),
  ])
  func optionsAreChecked(query: String, status: Int) throws {
    do throws(Problem) {
      _ = try TaggingRequest(
        RequestParameters(query: [FormField](urlEncoded: query.utf8)), tags: true, answer: .json,
        models: Self.models.get2())
      #expect(status == 200, "\(query)")
    } catch {
      #expect(error.status == status, "\(query): \(error.detail)")
      #expect(error.parameter != nil, "\(query)")
    }
  }
}

extension Result where Success == ServedModels, Failure == any Error {
  /// The models, which are there in these tests.
  fileprivate func get2() throws(Problem) -> ServedModels {
    guard let models = try? get() else { throw Problem(500, "no models") }
    return models
  }
}
