import ElmanServing
import Testing

@Suite struct MetricsTests {
  @Test func whatWasCountedIsTold() {
    let metrics = ServerMetrics()
    metrics.count(.tag, status: 200, seconds: 0.004, received: 10, sent: 100)
    metrics.count(.tag, status: 200, seconds: 40, received: 10, sent: 100)
    metrics.count(.other, status: 404, seconds: 0.0001, received: 0, sent: 1)
    let lines = String(decoding: metrics.text(active: 2, waiting: 1), as: UTF8.self).split(
      separator: "\n")
    for line in [
      "elman_requests_total{endpoint=\"/v1/tag\",status=\"200\"} 2",
      "elman_requests_total{endpoint=\"other\",status=\"404\"} 1",
      "# TYPE elman_request_duration_seconds histogram",
      "elman_request_duration_seconds_bucket{le=\"0.001\"} 1",
      "elman_request_duration_seconds_bucket{le=\"0.005\"} 2",
      "elman_request_duration_seconds_bucket{le=\"+Inf\"} 3",
      "elman_request_duration_seconds_count 3", "elman_received_bytes_total 20",
      "elman_sent_bytes_total 201", "elman_active_requests 2", "elman_queue_length 1",
    ] {
      #expect(lines.contains { $0 == line }, "\(line)")
    }
  }
}
