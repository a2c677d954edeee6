import Elman
import ElmanBytes
import ElmanStreams
import ElmanText

/// What a request wants done with texts: cut, and tagged.
package struct TaggingRequest: Sendable {
  /// What is wanted.
  package let plan: TaggingPlan
  private let input: InputFormat
  private let tokenizer: TextTokenizer
  private let answer: TaggingAnswer

  /// The most labels that are told of a word.
  private static let mostLabels = 10

  /// The forms in which texts come. None of them can be wrong.
  private static let inputs: [InputFormat] = [.text, .presegmented, .horizontal, .vertical]

  private static let options: [StaticString] = [
    "model", "language", "languagePer", "input", "tokenRanges",
  ]
  private static let optionsOfTags: [StaticString] = ["columns", "top"]

  /// Reads what is wanted.
  ///
  /// - Parameters:
  ///   - parameters: what the request says.
  ///   - tags: whether texts are tagged, or only cut.
  ///   - answer: the form of the answer.
  ///   - models: what there is.
  /// - Throws: a problem with what the request says.
  package init(
    _ parameters: RequestParameters, tags: Bool, answer: TaggingAnswer, models: ServedModels
  ) throws(Problem) {
    try parameters.check(
      known: (parameters.isObject ? ["text", "texts"] : [])
        + Self.options + (tags ? Self.optionsOfTags : []))
    input =
      try parameters.choice("input", among: Self.inputs.map { ($0.name, $0) }) ?? .text
    let model = try Self.model(parameters, models)
    let columns = tags ? try Self.columns(parameters) : nil
    let top = tags ? try parameters.integer("top", in: 0...Self.mostLabels) ?? 0 : 0
    let ranges = try parameters.flag("tokenRanges") ?? false
    let unit =
      try parameters.choice(
        "languagePer", among: LanguageUnit.allCases.map { ($0.rawValue, $0) })
    if let taggers = model.taggers {
      guard input.isText else {
        throw parameters.problem("input", "expected text, of which alone a language is told")
      }
      tokenizer = .byLanguage(taggers, unit ?? .document)
    } else {
      tokenizer = model.tagger.map { TextTokenizer(of: $0) } ?? .rules
    }
    var plan = TaggingPlan(
      model: model.name, tagger: tags ? model.tagger : nil, taggers: tags ? model.taggers : nil,
      columns: columns, top: top, format: answer.format)
    plan.tellsTokenRanges = ranges && answer.format.canTellTokenRanges && input.isText
    self.plan = plan
    self.answer = answer
  }

  /// What a model is, or those of several languages.
  private struct Model {
    var name: String
    var tagger: Tagger?
    var taggers: LanguageTaggers?
  }

  private static func model(
    _ parameters: RequestParameters, _ models: ServedModels
  ) throws(Problem) -> Model {
    let name = try parameters.string("model")
    let language = name == nil ? try parameters.string("language") : nil
    if language?.hasSameBytes(as: "auto") == true {
      guard let taggers = models.languageTaggers() else {
        throw parameters.problem(
          "language", "expected a language, found 'auto', which no model here tells", status: 404)
      }
      return Model(name: "auto", taggers: taggers)
    }
    let parameter = language == nil ? "model" : "language"
    let entry = try models.entry(
      name ?? language, task: Tagger.task, usual: "english", for: (parameter, parameters))
    guard let tagger = try models.read(entry) as? Tagger else {
      throw parameters.problem(
        parameter, "expected a tagger, found \(entry.name.shown), which is none", status: 404)
    }
    return Model(name: entry.name, tagger: tagger)
  }

  /// The columns that are wanted. Those that a model does not have are not in its answers.
  private static func columns(_ parameters: RequestParameters) throws(Problem) -> [TagColumn]? {
    guard let names = try parameters.strings("columns") else { return nil }
    var columns: [TagColumn] = []
    for name in names {
      guard let column = TagColumn.allCases.first(where: { $0.rawValue.hasSameBytes(as: name) })
      else {
        let known = TagColumn.allCases.map(\.rawValue).joined(separator: ", ")
        throw parameters.problem("columns", "expected some of \(known), found \(name.shown)")
      }
      if !columns.contains(column) { columns.append(column) }
    }
    if columns.isEmpty { throw parameters.problem("columns", "expected a column, found none") }
    return columns
  }

  /// The work on the texts of a request.
  ///
  /// - Parameters:
  ///   - texts: the texts, in UTF-8.
  ///   - isSingle: whether there is but one, and the answer is its own.
  ///   - abandoned: whether nobody waits for the answer any more.
  package func work(
    _ texts: [[UInt8]], isSingle: Bool, abandoned: @escaping @Sendable () -> Bool = { false }
  ) -> TaggingWork {
    let frame: AnswerFrame =
      answer == .json
      ? .sentences(model: plan.model, count: texts.count, isSingle: isSingle) : .none
    return work(texts, frame: frame, abandoned: abandoned)
  }

  /// The work on texts of a stream of lines.
  package func work(
    _ lines: [TextLine], abandoned: @escaping @Sendable () -> Bool = { false }
  ) -> TaggingWork {
    work(
      lines.map { $0.text ?? [] },
      frame: AnswerFrame(
        documents: lines.map {
          $0.document(start: "\"sentences\":[", end: "]}\n")
        }, itemEnd: 1),
      abandoned: abandoned)
  }

  private func work(
    _ texts: [[UInt8]], frame: AnswerFrame, abandoned: @escaping @Sendable () -> Bool
  ) -> TaggingWork {
    let stream = SentenceStream(
      texts.map { StreamInput.text($0) }, format: input,
      options: ReadingOptions(tokenizer: tokenizer))
    return TaggingWork(
      plan, stream, byteCount: texts.reduce(0) { $0 + $1.count }, frame: frame,
      abandoned: abandoned)
  }
}

/// The form of an answer of a tagger.
package enum TaggingAnswer: String, Sendable, CaseIterable {
  case json = "application/json"
  case jsonLines = "application/x-ndjson"
  case conllu = "text/x-conllu"
  case plain = "text/plain"
  case tsv = "text/tab-separated-values"

  /// The form of its sentences.
  var format: OutputFormat {
    switch self {
    case .json, .jsonLines: .jsonl
    case .conllu, .plain: .conllu
    case .tsv: .tsv
    }
  }
}
