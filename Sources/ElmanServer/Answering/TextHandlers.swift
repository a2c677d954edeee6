import ElmanServing
import HTTPTypes
import Hummingbird

/// Answers to requests of Elman's interface that bring texts.
struct TextHandlers: Sendable {
  let service: ServerCore

  /// The forms in which texts come.
  private enum Input {
    case object, text, lines
  }

  /// Cuts texts, and tags them if that is wanted.
  func tag(_ request: Request, _ context: ServerContext, tags: Bool) async throws -> Response {
    let input = try Self.input(of: request)
    let isAbandoned: @Sendable () -> Bool = { [activity = context.activity] in
      activity.isAbandoned
    }
    if input == .lines {
      _ = try Self.answer(among: [TaggingAnswer.jsonLines.rawValue], request)
      let tagging = try TaggingRequest(
        RequestParameters(query: Self.query(of: request)), tags: tags, answer: .jsonLines,
        models: service.models)
      return try answering(context, TaggingAnswer.jsonLines.rawValue)
        .response(lines: request) { tagging.work($0, abandoned: isAbandoned) }
    }
    let place = try Self.answer(among: TaggingAnswer.allCases.map(\.rawValue), request)
    let answer = TaggingAnswer.allCases[place]
    let body = try await service.body(of: request, context)
    let (parameters, texts) = try Self.texts(body.bytes, input, request)
    func read(_ parameters: RequestParameters) throws(Problem) -> TaggingRequest {
      try TaggingRequest(parameters, tags: tags, answer: answer, models: service.models)
    }
    try Self.checkQuery(of: request, input) { (query) throws(Problem) in _ = try read(query) }
    let tagging = try read(parameters)
    var answering = answering(
      context, answer.rawValue + (answer == .json ? "" : "; charset=utf-8"))
    answering.shares = [body.share]
    return try await answering.response(
      tagging.work(texts.texts, isSingle: texts.isSingle, abandoned: isAbandoned))
  }

  /// Classifies texts.
  func classify(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await label(request, context) { (parameters, models) throws(Problem) in
      try LabellingRequest(classifying: parameters, models: models)
    }
  }

  /// Tells the languages of texts.
  func identify(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await label(request, context) { (parameters, models) throws(Problem) in
      try LabellingRequest(identifying: parameters, models: models)
    }
  }

  private func label(
    _ request: Request, _ context: ServerContext,
    _ read: (RequestParameters, ServedModels) throws(Problem) -> LabellingRequest
  ) async throws -> Response {
    let input = try Self.input(of: request)
    let isAbandoned: @Sendable () -> Bool = { [activity = context.activity] in
      activity.isAbandoned
    }
    if input == .lines {
      _ = try Self.answer(among: [TaggingAnswer.jsonLines.rawValue], request)
      let labelling = try read(
        RequestParameters(query: Self.query(of: request)), service.models)
      return try answering(context, TaggingAnswer.jsonLines.rawValue)
        .response(lines: request) { labelling.work($0, abandoned: isAbandoned) }
    }
    _ = try Self.answer(among: [TaggingAnswer.json.rawValue], request)
    let body = try await service.body(of: request, context)
    let (parameters, texts) = try Self.texts(body.bytes, input, request)
    try texts.check(mostBytes: LabellingRequest.mostBytes)
    try Self.checkQuery(of: request, input) { (query) throws(Problem) in
      _ = try read(query, service.models)
    }
    let labelling = try read(parameters, service.models)
    var answering = answering(context, TaggingAnswer.json.rawValue)
    answering.shares = [body.share]
    return try await answering.response(
      labelling.work(texts.texts, isSingle: texts.isSingle, abandoned: isAbandoned))
  }

  private func answering(_ context: ServerContext, _ type: String) -> WorkAnswer {
    WorkAnswer(service: service, context: context, type: type)
  }

  /// In which form the texts of a request come.
  private static func input(of request: Request) throws(Problem) -> Input {
    let header = request.headers[.contentType]
    let type = MediaType(header ?? "")
    if let encoding = request.headers[.contentEncoding], encoding != "identity" {
      throw Problem(415, "expected a body without an encoding, found \(encoding.shown)")
    }
    if let charset = type.parameter("charset")?.lowercased(),
      !["utf-8", "utf8", "us-ascii"].contains(charset)
    {
      throw Problem(415, "expected UTF-8, found \(charset.shown)")
    }
    switch type.name {
    case "application/json": return .object
    case "text/plain": return .text
    case "application/x-ndjson": return .lines
    default:
      throw Problem(
        415,
        "expected the Content-Type application/json, application/x-ndjson or text/plain, found "
          + (header.map(\.shown) ?? "none"))
    }
  }

  /// The place of the form that a client likes best.
  private static func answer(among types: [String], _ request: Request) throws(Problem) -> Int {
    let accept = request.headers[values: .accept].joined(separator: ",")
    guard let place = MediaType.best(of: types, accept: accept) else {
      throw Problem(
        406, "expected an Accept of one of \(types.joined(separator: ", ")), found \(accept.shown)")
    }
    return place
  }

  private static func query(of request: Request) -> [FormField] {
    [FormField](urlEncoded: (request.uri.query ?? "").utf8)
  }

  /// Checks a query that stands beside an object, also for what the object says otherwise.
  private static func checkQuery(
    of request: Request, _ input: Input, _ read: (RequestParameters) throws(Problem) -> Void
  ) throws(Problem) {
    let query = query(of: request)
    if input == .object, !query.isEmpty { try read(RequestParameters(query: query)) }
  }

  /// What a request says, and its texts.
  private static func texts(
    _ body: [UInt8], _ input: Input, _ request: Request
  ) throws(Problem) -> (RequestParameters, RequestTexts) {
    let query = query(of: request)
    if input == .text { return (RequestParameters(query: query), RequestTexts(body: body)) }
    let parameters = try RequestParameters(json: body, query: query)
    return (parameters, try RequestTexts(parameters))
  }
}
