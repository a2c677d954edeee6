import ElmanServing
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers requests, and keeps count of them.
struct Responder: HTTPResponder {
  typealias Context = ServerContext

  let service: ServerCore
  private let routes: Routes

  init(service: ServerCore) {
    self.service = service
    routes = Routes(service)
  }

  func respond(to request: Request, context: ServerContext) async throws -> Response {
    service.activities.add(context.activity)
    let route = routes[request.uri.path]
    let endpoint = route?.endpoint ?? .other
    var response: Response
    do {
      response = try await answer(request, context, route)
    } catch let problem as Problem {
      response = Self.response(problem, isPlain: route?.saysProblemsPlainly == true)
      if [408, 413, 501].contains(problem.status) { leave(context, &response) }
    } catch {
      // The connection is gone, or what it brings is no HTTP.
      service.activities.remove(context.activity)
      throw error
    }
    if service.isEnding { close(context, &response) }
    response.headers[.xContentTypeOptions] = "nosniff"
    if request.method == .head {
      let length = response.body.contentLength
      response.body = ResponseBody()
      // What a body of that request would have, not that of this answer.
      response.headers[.contentLength] = length.map { "\($0)" }
    }
    let record = RequestRecord(
      core: service, method: request.method.rawValue, endpoint: endpoint,
      path: request.uri.path, status: response.status.code, activity: context.activity)
    guard let length = response.body.contentLength else {
      response.body = recorded(response.body, record)
      return response
    }
    record.finish(sent: length)
    return response
  }

  private func answer(
    _ request: Request, _ context: ServerContext, _ route: Route?
  ) async throws -> Response {
    guard let route else {
      throw Problem(404, "expected a path of this server, found \(request.uri.path.shown)")
    }
    let method = request.method == .head ? .get : request.method
    guard let handler = route.handlers[method] else {
      let allowed = route.handlers.keys.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ", ")
      var response = Self.response(
        Problem(405, "expected one of \(allowed), found \(request.method.rawValue.shown)"))
      response.headers[.allow] = allowed
      return response
    }
    if route.isWork { try Self.check(request) }
    if service.isEnding, route.isWork { throw Problem.shuttingDown }
    return try await handler(request, context)
  }

  /// Checks what every request must say (Fielding et al., 2022, RFC 9112, HTTP/1.1).
  private static func check(_ request: Request) throws(Problem) {
    if request.head.authority == nil { throw Problem(400, "expected a header Host, found none") }
    if let encoding = request.headers[.transferEncoding], encoding.lowercased() != "chunked" {
      throw Problem(501, "expected the Transfer-Encoding chunked, found \(encoding.shown)")
    }
  }

  /// Leaves a client that may still send what nobody reads, once it has had time to read the answer.
  private func leave(_ context: ServerContext, _ response: inout Response) {
    response.headers[.connection] = "close"
    let channel = context.channel
    channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
  }

  /// Closes the connection once the answer was sent.
  private func close(_ context: ServerContext, _ response: inout Response) {
    response.headers[.connection] = "close"
    context.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
  }

  /// The answer that tells a problem.
  static func response(_ problem: Problem, isPlain: Bool = false) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = isPlain ? "text/plain; charset=utf-8" : "application/problem+json"
    if problem.status == 503 { headers[.retryAfter] = "1" }
    let bytes = isPlain ? Array("\(problem.detail)\n".utf8) : problem.json
    return Response(
      status: HTTPResponse.Status(code: problem.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// The same body, of which it is noted when it was sent.
  private func recorded(_ body: ResponseBody, _ record: RequestRecord) -> ResponseBody {
    let pending = PendingRecord(record)
    return ResponseBody { writer in
      let counting = CountingWriter(writer, pending: pending)
      try await body.write(counting)
      pending.end()
    }
  }
}
