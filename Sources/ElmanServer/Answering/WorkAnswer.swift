import ElmanServing
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns work into answers.
struct WorkAnswer {
  let service: ServerCore
  let context: ServerContext
  /// The type of the answer.
  let type: String
  /// What is done with each portion's bytes, and what stands before and behind all.
  var transform: @Sendable ([UInt8]) -> [UInt8] = { $0 }
  var start: [UInt8] = []
  var end: [UInt8] = []
  /// What is kept until all was answered.
  var shares: [Share] = []

  /// The answer to a request, sent at once if it is of one portion, else portion by portion.
  ///
  /// - Throws: a problem where there is none.
  func response(_ work: any Work) async throws -> Response {
    let place = try service.place()
    let (engine, activity) = (service.engine, context.activity)
    let portion = await engine.next(of: work, isFirst: true)
    if let problem = portion.problem { throw problem }
    // Nobody worked on it, since it waited for too long or the client is gone.
    if activity.isAbandoned { throw Problem.overloaded }
    activity.add(words: portion.words)
    let first = start + transform(portion.bytes)
    if portion.isLast { return OtherHandlers.response(type, first + end) }
    let (transform, end, shares) = (transform, end, shares)
    return Response(
      status: .ok, headers: [.contentType: type],
      body: ResponseBody { writer in
        var bytes = first
        var isLast = false
        while !isLast {
          // The next portion is worked on while the client takes this one.
          async let next = engine.next(of: work, isFirst: false)
          try await writer.write(ByteBuffer(bytes: bytes))
          let portion = await next
          if portion.problem != nil || activity.isAbandoned { throw AnswerCut() }
          activity.add(words: portion.words)
          bytes = transform(portion.bytes)
          isLast = portion.isLast
        }
        try await writer.write(ByteBuffer(bytes: bytes + end))
        try await writer.finish(nil)
        withExtendedLifetime((place, shares)) {}
      })
  }

  /// The answer to a stream of lines, each answered as it comes.
  ///
  /// - Parameters:
  ///   - request: the request, whose body the lines are.
  ///   - work: makes work of lines.
  func response(
    lines request: Request, work: @escaping @Sendable ([TextLine]) -> any Work
  ) throws -> Response {
    let place = try service.place()
    let (engine, activity) = (service.engine, context.activity)
    let mostBytes = service.settings.maximumBodyBytes
    let body = request.body
    return Response(
      status: .ok, headers: [.contentType: type],
      body: ResponseBody { writer in
        var reader = TextLineReader(mostBytes: mostBytes)
        for try await buffer in body {
          activity.read(buffer.readableBytes)
          let lines = reader.lines(in: buffer.readableBytesView)
          try await Self.answer(lines, work, engine, activity, &writer)
        }
        if activity.hasTimedOut { throw AnswerCut() }
        if let line = reader.finish() {
          try await Self.answer([line], work, engine, activity, &writer)
        }
        try await writer.finish(nil)
        withExtendedLifetime(place) {}
      })
  }

  private static func answer(
    _ lines: [TextLine], _ make: @Sendable ([TextLine]) -> any Work, _ engine: WorkEngine,
    _ activity: Activity, _ writer: inout any ResponseBodyWriter
  ) async throws {
    if lines.isEmpty { return }
    let work = make(lines)
    var isLast = false
    while !isLast {
      let portion = await engine.next(of: work, isFirst: false)
      if portion.problem != nil || activity.isAbandoned { throw AnswerCut() }
      activity.add(words: portion.words)
      isLast = portion.isLast
      if !portion.bytes.isEmpty { try await writer.write(ByteBuffer(bytes: portion.bytes)) }
    }
    activity.awaitMore()
  }
}

/// An answer that was begun and cannot be finished: the connection is closed, by which the client knows.
struct AnswerCut: Error {}

extension ServerCore {
  /// A place among the requests that are worked on, given back when nobody holds it any more.
  ///
  /// - Throws: `Problem.overloaded` where all are taken.
  func place() throws(Problem) -> Share {
    guard engine.enter() else { throw .overloaded }
    let engine = engine
    return Share { engine.leave() }
  }
}
