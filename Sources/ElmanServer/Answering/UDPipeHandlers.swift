import ElmanServing
import HTTPTypes
import Hummingbird

/// Answers to UDPipe's clients.
struct UDPipeHandlers: Sendable {
  let service: ServerCore

  /// The taggers.
  func models() -> Response {
    Self.open(OtherHandlers.response("application/json", service.models.list.udpipeJSON))
  }

  /// Cuts, tags and parses a text, as far as it is asked for.
  func process(_ request: Request, _ context: ServerContext) async throws -> Response {
    let body = try await service.body(of: request, context)
    let fields = try UDPipeForm.fields(
      query: request.uri.query ?? "", body: body.bytes,
      contentType: request.method == .post ? request.headers[.contentType] : nil)
    let wanted = try UDPipeRequest(fields, models: service.models)
    var answering = WorkAnswer(service: service, context: context, type: "application/json")
    answering.transform = { JSONStringPiece.escaped($0) }
    answering.start = wanted.answerStart
    answering.end = UDPipeRequest.answerEnd
    answering.shares = [body.share]
    let activity = context.activity
    do {
      return Self.open(try await answering.response(wanted.work { activity.isAbandoned }))
    } catch let problem as Problem {
      throw UDPipeRequest.problem(problem)
    }
  }

  /// An answer that pages of other servers may read, as UDPipe's own server has it.
  private static func open(_ response: Response) -> Response {
    var response = response
    response.headers[.accessControlAllowOrigin] = "*"
    return response
  }
}
