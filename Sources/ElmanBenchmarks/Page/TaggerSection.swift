import Elman
import ElmanPlots
import ElmanEvaluation
import ElmanTraining

/// A whole tagger: training, tagging, threads and corpora of different sizes.
struct TaggerSection {
  let measurements: TaggerMeasurements
  /// The same with weights in bytes.
  let quantized: TaggerMeasurements
  let train: TaggedCorpus
  let dev: BenchmarkText
  let trainName: String
  let peer: PyTorchTagger?

  private static let batches = [1, 8, 32, 128]

  /// The batches that PyTorch is to be measured with.
  static var peerBatches: [Int] { batches }

  /// - Parameter training: the words a second of training on the whole corpus.
  func section(training: [Double], latency: [Row]) -> (section: PageSection, summary: [Row]) {
    var section = PageSection("A tagger")
    section.add(
      """
      The default network, a bidirectional LSTM with a character encoder and a CRF. Training is on \
      \(trainName), \(train.wordCount) words, in batches of 16; tagging on \(dev.name), \
      \(dev.wordCount) words, with a word cache that is empty at first. PyTorch runs the same \
      network (`Peers/pytorch_tagger.py`).
      """)
    var rows = [row("training", 16, training.median, nil, peer?.training)]
    let text = dev.bytes
    let sides = [("float32", measurements), ("int8", quantized)]
    var given = sides.map { Series("Elman \($0.0), words given") }
    var whole = sides.map { Series("Elman \($0.0), text to CoNLL-U") }
    var theirs = Series("PyTorch, words given")
    for batch in Self.batches {
      let speeds = sides.map { $0.1.tagging(dev.sentences, batch: batch) }
      let textSpeeds = sides.map { $0.1.text(text, batch: batch) }
      rows.append(row("tagging given words", batch, speeds[0], speeds[1], peer?.tagging[batch]))
      rows.append(
        row("raw text, cut by rules, to CoNLL-U", batch, textSpeeds[0], textSpeeds[1], nil))
      for side in sides.indices {
        given[side].points.append((Double(batch), speeds[side]))
        whole[side].points.append((Double(batch), textSpeeds[side]))
      }
      if let speed = peer?.tagging[batch] { theirs.points.append((Double(batch), speed)) }
    }
    let known = sides.map { $0.1.text(text, batch: 32, isKnown: true) }
    rows.append(
      row("the same, words known to the cache", 32, known[0], known[1], nil))
    section.add(rows)
    section.add(
      LinePlot(
        title: "Tagging speed by batch",
        x: Axis(
          "sentences of a batch", scale: .logarithmic, ticks: Self.batches.map(Double.init)),
        y: Axis("words per second", scale: .logarithmic), series: given + whole + [theirs]),
      file: "tagger-batch.svg")
    section.add(
      "One sentence at a time, of 24 to 26 words, from its text to CoNLL-U (`elman-benchmarks latency`):"
    )
    section.add(latency)
    return (section, summary(rows, latency))
  }

  /// The figures that say most.
  private func summary(_ rows: [Row], _ latency: [Row]) -> [Row] {
    var summary: [Row] = []
    for row in rows where row["batch"] == 32 || row["batch"] == 16 {
      let what = row.withoutFirst.first
      for (column, weights) in [("Elman", ""), ("Elman int8", ", int8")] {
        guard let own = row[column] else { continue }
        let peer = row["PyTorch"]
        summary.append(
          Row.summary(
            "\(what)\(weights): words per second", elman: own, peer: peer, digits: 0,
            ratio: peer.map { own / $0 }))
      }
    }
    for row in latency where row.fields.contains(where: { $0.value == LatencyCase.allKnown }) {
      guard let own = row["95 % within ms"] else { continue }
      summary.append(
        Row.summary(
          "one sentence of 25 words, \(row.withoutFirst.first), 95 % within: ms", elman: own,
          peer: nil, digits: 2, ratio: nil))
    }
    return summary
  }

  private func row(
    _ what: String, _ batch: Int, _ own: Double, _ quantized: Double?, _ theirs: Double?
  ) -> Row {
    Row().with("words per second", what).with("batch", Double(batch), digits: 0)
      .with("Elman", own, digits: 0).with("Elman int8", quantized, digits: 0)
      .with("PyTorch", theirs, digits: 0)
      .with("Elman is faster", theirs.map { own / $0 }, digits: 1)
      .with(
        "Elman int8 is faster", theirs.flatMap { peer in quantized.map { $0 / peer } }, digits: 1)
  }

  /// How speed depends on the size of a corpus.
  func growth(wholeCorpus: Double) async throws -> PageSection {
    var section = PageSection("Corpora of different sizes")
    section.add(
      """
      Training on the first sentences of \(trainName), and tagging their words, with a cache that is \
      empty at first: the more text, the more of its words are known.
      """)
    var training = Series("training")
    var tagging = Series("tagging given words")
    var quantizedTagging = Series("tagging given words, int8")
    let sizes = [100, 500, 2_000, train.sentences.count].filter { $0 <= train.sentences.count }
    for size in sizes {
      let part = train.prefix(size)
      let speeds =
        size == train.sentences.count
        ? [wholeCorpus] : try await measurements.training(part, epochs: size < 1_000 ? 5 : 3)
      let words = Double(part.wordCount)
      training.points.append((words, speeds.median))
      tagging.points.append((words, measurements.tagging(part.sentences, batch: 32)))
      quantizedTagging.points.append((words, quantized.tagging(part.sentences, batch: 32)))
    }
    section.add(
      LinePlot(
        title: "Speed by the size of the corpus", x: Axis("words", scale: .logarithmic),
        y: Axis("words per second", scale: .logarithmic),
        series: [quantizedTagging, tagging, training]),
      file: "tagger-corpus.svg")
    return section
  }

  /// How speed grows with threads. It is to be called while the process may run on all cores.
  func threads(_ counts: [Int]) async throws -> PageSection {
    var section = PageSection("Threads")
    section.add("Training on \(trainName) in part, and tagging its words, beside one thread.")
    let part = train.prefix(2_000)
    var rows: [Row] = []
    var training = Series("training")
    var tagging = Series("tagging given words")
    for count in counts {
      let trained = try await measurements.training(part, epochs: 3, threads: count).median
      let tagged = await measurements.tagging(train.sentences, threads: count)
      training.points.append((Double(count), trained))
      tagging.points.append((Double(count), tagged))
      let (first, firstTagged) = (training.points[0].y, tagging.points[0].y)
      rows.append(
        Row().with("threads", Double(count), digits: 0)
          .with("training words/s", trained, digits: 0)
          .with("times one thread", trained / first, digits: 2)
          .with("tagging words/s", tagged, digits: 0)
          .with("times one thread", tagged / firstTagged, digits: 2))
    }
    section.add(rows)
    section.add(
      LinePlot(
        title: "Speed by threads",
        x: Axis("threads", ticks: counts.map(Double.init)),
        y: Axis("words per second", includesZero: true), series: [tagging, training]),
      file: "tagger-threads.svg")
    return section
  }
}
