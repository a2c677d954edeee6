/// Work that waits for a worker, and whoever waits for it.
struct WorkTicket: Sendable {
  let work: any Work
  let continuation: CheckedContinuation<Portion, Never>
}

/// What waits for workers, in an order in which a long text does not hold up short ones.
///
/// What has had no portion yet goes before what has had some, but a place of each batch is kept for the latter, so that
/// neither waits for ever. Each request has one portion at a time here.
struct WorkQueue: Sendable {
  /// The most pieces of work of a batch.
  let batchCount: Int

  /// The most of them that have had portions before: theirs are large.
  private static let continuedCount = 1

  private var fresh: [WorkTicket] = []
  private var continued: [WorkTicket] = []
  /// Whether nothing more will come.
  var isClosed = false

  init(batchCount: Int) { self.batchCount = batchCount }

  /// How much waits.
  var count: Int { fresh.count + continued.count }

  mutating func add(_ ticket: WorkTicket, isFirst: Bool) {
    if isFirst { fresh.append(ticket) } else { continued.append(ticket) }
  }

  /// Takes what is worked on together; `nil` where nothing waits yet, nothing where nothing will come any more.
  mutating func takeBatch() -> [WorkTicket]? {
    var batch = Self.take(Self.continuedCount, from: &continued)
    batch += Self.take(batchCount - batch.count, from: &fresh)
    return batch.isEmpty && !isClosed ? nil : batch
  }

  private static func take(_ count: Int, from tickets: inout [WorkTicket]) -> [WorkTicket] {
    let taken = Array(tickets.prefix(count))
    tickets.removeFirst(taken.count)
    return taken
  }
}
