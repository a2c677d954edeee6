import ElmanStreams
import ElmanSystem

/// What is counted of requests and batches, as Prometheus reads it (its text format, version 0.0.4).
package final class ServerMetrics: Sendable {
  private struct Counts: Sendable {
    var requests: [RequestKey: Int] = [:]
    var seconds = Histogram(bounds: [
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
    ])
    var batchSizes = Histogram(bounds: [1, 2, 4, 8, 16, 32, 64])
    var words = 0
    var missedWords = 0
    var texts = 0
    var receivedBytes = 0
    var sentBytes = 0
  }

  private struct RequestKey: Hashable, Sendable {
    let endpoint: Endpoint
    let status: Int
  }

  private let counts = Guarded(Counts())

  /// Nothing was counted yet.
  package init() {}

  /// Counts a request that was answered.
  package func count(
    _ endpoint: Endpoint, status: Int, seconds: Double, received: Int, sent: Int
  ) {
    counts.withLock {
      $0.requests[RequestKey(endpoint: endpoint, status: status), default: 0] += 1
      $0.seconds.add(seconds)
      $0.receivedBytes += received
      $0.sentBytes += sent
    }
  }

  /// Counts a batch of sentences.
  func count(sentences: Int, words: Int, missedWords: Int) {
    counts.withLock {
      $0.batchSizes.add(Double(sentences))
      $0.words += words
      $0.missedWords += missedWords
    }
  }

  /// Counts texts that were classified, or whose language was told.
  func count(texts: Int) { counts.withLock { $0.texts += texts } }

  /// All that was counted.
  ///
  /// - Parameters:
  ///   - active: how many requests are worked on or wait.
  ///   - waiting: how much waits for a worker.
  package func text(active: Int, waiting: Int) -> [UInt8] {
    let counts = counts.withLock { $0 }
    var text = PrometheusText()
    text.begin("elman_requests_total", .counter, "Requests that were answered.")
    let all = counts.requests.sorted {
      ($0.key.endpoint.rawValue.utf8.lexicographicallyPrecedes($1.key.endpoint.rawValue.utf8))
        || $0.key.endpoint == $1.key.endpoint && $0.key.status < $1.key.status
    }
    for (key, count) in all {
      text.add(
        "elman_requests_total",
        labels: "endpoint=\"\(key.endpoint.rawValue)\",status=\"\(key.status)\"", Double(count))
    }
    text.add(
      counts.seconds, named: "elman_request_duration_seconds", "Seconds from head to last byte.")
    text.add(
      counts.batchSizes, named: "elman_batch_sentences",
      "Sentences that went through a network together.")
    text.add("elman_words_total", .counter, "Words that were tagged.", Double(counts.words))
    text.add(
      "elman_word_cache_misses_total", .counter, "Words of these that were not in the cache.",
      Double(counts.missedWords))
    text.add(
      "elman_word_cache_hits_total", .counter, "Words of these that were in the cache.",
      Double(max(0, counts.words - counts.missedWords)))
    text.add(
      "elman_texts_total", .counter, "Texts that were classified or identified.",
      Double(counts.texts))
    text.add(
      "elman_received_bytes_total", .counter, "Bytes of bodies that came.",
      Double(counts.receivedBytes))
    text.add(
      "elman_sent_bytes_total", .counter, "Bytes of bodies that were sent.",
      Double(counts.sentBytes))
    text.add(
      "elman_active_requests", .gauge, "Requests that are worked on or wait.", Double(active))
    text.add("elman_queue_length", .gauge, "Portions that wait for a worker.", Double(waiting))
    return text.bytes
  }
}

/// What a request is for, as it is counted.
package enum Endpoint: String, Sendable {
  case tag = "/v1/tag"
  case tokenize = "/v1/tokenize"
  case classify = "/v1/classify"
  case identify = "/v1/identify"
  case models = "/v1/models"
  case udpipeModels = "/models"
  case udpipeProcess = "/process"
  case description = "/openapi.json"
  case page = "/"
  case health = "/health"
  case metrics = "/metrics"
  case other
}
