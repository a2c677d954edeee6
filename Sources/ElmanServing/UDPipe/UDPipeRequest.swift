import Elman
import ElmanBytes
import ElmanStreams
import ElmanText

/// A request of the service `process` of UDPipe (Straka, 2018, UDPipe 2.0 Prototype at CoNLL 2018 UD Shared Task, whose
/// server has it).
package struct UDPipeRequest: Sendable {
  /// What is wanted.
  package let plan: TaggingPlan
  /// What the answer says of the model.
  package let model: String
  /// What the answer says of whom to name.
  package let acknowledgements: [String]
  private let data: [UInt8]
  private let input: InputFormat
  private let tokenizer: TextTokenizer

  /// Reads what a request says.
  ///
  /// - Throws: a problem, whose detail is what UDPipe's own server says.
  package init(_ fields: [FormField], models: ServedModels) throws(Problem) {
    guard let data = fields.last("data") else {
      throw Problem(400, "The parameter 'data' is required.")
    }
    let entry = try Self.entry(fields, models)
    let tagger = try Self.tagger(entry, models)
    let reading =
      if let options = fields.last("tokenizer") {
        Self.input(UDPipeOptions(options[...]))
      } else {
        try Self.input(fields)
      }
    input = reading.format
    tokenizer = TextTokenizer(of: tagger)
    self.data = data
    model = entry.name
    acknowledgements = Self.acknowledgements(of: tagger)
    let columns = tagger.configuration.columns.filter { column in
      Self.isAsked(column == .deps ? "parser" : "tagger", fields)
    }
    var plan = TaggingPlan(
      model: entry.name, tagger: columns.isEmpty ? nil : tagger, taggers: nil,
      columns: columns.count == tagger.configuration.columns.count ? nil : columns, top: 0,
      format: try Self.output(fields))
    plan.tellsTokenRanges = reading.tellsRanges && plan.format.canTellTokenRanges
    self.plan = plan
  }

  /// The work that the request wants.
  ///
  /// - Parameter abandoned: whether nobody waits for the answer any more.
  package func work(abandoned: @escaping @Sendable () -> Bool = { false }) -> TaggingWork {
    TaggingWork(
      plan,
      SentenceStream(
        [.text(data)], format: input, options: ReadingOptions(tokenizer: tokenizer)),
      byteCount: data.count, frame: .none, abandoned: abandoned)
  }

  /// What stands in the answer around the result, which is a string in JSON.
  package var answerStart: [UInt8] {
    var start = Array("{\n \"model\": ".utf8)
    start.append(string: model.utf8)
    start += ",\n \"acknowledgements\": [".utf8
    for (place, text) in acknowledgements.enumerated() {
      start += (place > 0 ? ",\n  " : "\n  ").utf8
      start.append(string: text.utf8)
    }
    start += "\n ],\n \"result\": \"".utf8
    return start
  }

  /// What is told of a text that cannot be read.
  package static func problem(_ problem: Problem) -> Problem {
    guard problem.status == 422 else { return problem }
    let place = problem.line.map { "line \($0): " } ?? ""
    return Problem(400, "Cannot parse the input in 'conllu' format. (\(place)\(problem.detail))")
  }

  /// What stands behind the result.
  package static let answerEnd = Array("\"\n}\n".utf8)

  private static func entry(
    _ fields: [FormField], _ models: ServedModels
  ) throws(Problem) -> ServedModels.Entry {
    let name = fields.last("model").map { String(decoding: $0, as: UTF8.self) }
    let entry =
      if let name, !name.utf8.isEmpty {
        models.entry(name)
      } else {
        models.defaultEntry(task: Tagger.task, usual: "english")
      }
    guard let entry else {
      throw Problem(400, "The requested model \((name ?? "").shown) does not exist.")
    }
    return entry
  }

  private static func tagger(
    _ entry: ServedModels.Entry, _ models: ServedModels
  ) throws(Problem) -> Tagger {
    guard let tagger = try? models.model(entry) as? Tagger else {
      throw Problem(400, "The requested model \(entry.name.shown) does not exist.")
    }
    return tagger
  }

  /// Whom to name, as the model says it, one a line.
  private static func acknowledgements(of tagger: Tagger) -> [String] {
    [tagger.metadata[.attribution], tagger.metadata[.licence]].compactMap(\.self)
      .map(\.onOneLine)
  }

  /// Whether a step is asked for: its parameter is there, whatever it holds but `none`.
  private static func isAsked(_ name: StaticString, _ fields: [FormField]) -> Bool {
    fields.last(name).map { !$0.elementsEqual("none".utf8) } ?? false
  }

  private typealias Reading = (format: InputFormat, tellsRanges: Bool)

  private static func input(_ tokenizer: UDPipeOptions) -> Reading {
    (
      tokenizer.has("presegmented") ? .presegmented : .text, tokenizer.has("ranges")
    )
  }

  private static func input(_ fields: [FormField]) throws(Problem) -> Reading {
    guard let value = fields.last("input") else { return (.conllu, false) }
    let (name, options) = UDPipeOptions.named(value)
    switch name {
    case "conllu": return (.conllu, false)
    case "horizontal": return (.horizontal, false)
    case "vertical": return (.vertical, false)
    case "generic_tokenizer": return input(options)
    default:
      throw Problem(
        400, "Cannot parse the input in \(String(decoding: value, as: UTF8.self).shown) format.")
    }
  }

  private static func output(_ fields: [FormField]) throws(Problem) -> OutputFormat {
    guard let value = fields.last("output") else { return .conllu }
    let (name, options) = UDPipeOptions.named(value)
    switch name {
    case "conllu": return .conllu
    case "horizontal": return .words(isVertical: false, paragraphs: options.has("paragraphs"))
    case "vertical": return .words(isVertical: true, paragraphs: options.has("paragraphs"))
    case "plaintext": return .plainText(isNormalized: options.has("normalized_spaces"))
    default:
      throw Problem(400, "Unknown output format \(String(decoding: value, as: UTF8.self).shown).")
    }
  }
}
