import ElmanPlots

/// A recurrent layer beside PyTorch's: tables, and how its cost grows.
struct LayerSection {
  let comparison: LayerComparison
  let peak: MachinePeak

  /// The shapes of the table.
  private var shapes: [LayerShape] {
    LayerShape.Work.allCases.flatMap { work in
      [1, 8, 32, 64].map { LayerShape(work: work, batch: $0) }
        + [1, 32].map { LayerShape(work: work, batch: $0, hiddenSize: 400) }
    }
  }

  func section() throws -> PageSection {
    var section = PageSection("A bidirectional LSTM layer")
    section.add(
      """
      One bidirectional layer over sequences of 25 steps, with as many inputs as units a direction. \
      «Forward and backward» gives the gradients of input and weights; PyTorch's sequences are \
      packed for it, as in training. PyTorch's int8 is its dynamic quantisation. The peak is the \
      core's own: of single precision, or of bytes.
      """)
    section.add(try shapes.map(row))
    section.add("For the other cells, without PyTorch:")
    section.add(command: "elman-benchmarks recurrent")
    return section
  }

  func growth() throws -> PageSection {
    var section = PageSection("How the cost of a layer grows")
    section.add(
      "The same layer, of which one size changes. The others are 32 sequences, 200 units, 25 steps."
    )
    let (batches, steps) = ([1, 2, 4, 8, 16, 32, 64, 128], [5, 10, 25, 50, 100, 200])
    section.add(
      try plot("Cost of a token by batch", x: "sequences of a batch", batches) {
        LayerShape(work: $0, batch: $1)
      }, file: "layer-batch.svg")
    section.add(try hiddenSizePlot(), file: "layer-hidden-size.svg")
    section.add(
      try plot("Cost of a token by the length of sequences", x: "steps", steps) {
        LayerShape(work: $0, steps: $1)
      }, file: "layer-steps.svg")
    return section
  }

  /// The figures that say most.
  func summary() throws -> [Row] {
    let shapes = [
      LayerShape(), LayerShape(work: .both), LayerShape(work: .int8),
      LayerShape(work: .int8, batch: 1),
    ]
    return try shapes.map { shape in
      let figures = try comparison.figures(shape)
      return Row.summary(
        "LSTM layer, \(shape.work.text), batch of \(shape.batch): ms",
        elman: figures.seconds * 1e3, peer: figures.peerSeconds.map { $0 * 1e3 }, digits: 2,
        ratio: figures.peerSeconds.map { $0 / figures.seconds })
    }
  }

  private func row(_ shape: LayerShape) throws -> Row {
    let figures = try comparison.figures(shape)
    let peak = shape.work == .int8 ? peak.bytes : peak.singlePrecision
    return Row().with("work", shape.work.text).with("units", Double(shape.hiddenSize), digits: 0)
      .with("batch", Double(shape.batch), digits: 0)
      .with("Elman ms", figures.seconds * 1e3, digits: 3)
      .with("% of peak", 100 * figures.work / figures.seconds / peak, digits: 0)
      .with("PyTorch ms", figures.peerSeconds.map { $0 * 1e3 }, digits: 3)
      .with("times as fast", figures.peerSeconds.map { $0 / figures.seconds }, digits: 2)
  }

  /// The lines of Elman and of PyTorch, those that there are.
  private func lines(
    _ works: [LayerShape.Work], _ sizes: [Int], _ shape: (LayerShape.Work, Int) -> LayerShape,
    value: (LayerShape, _ seconds: Double, _ work: Double) -> Double
  ) throws -> [Series] {
    let sides: [(String, (LayerFigures) -> Double?)] = [
      ("Elman", { $0.seconds }), ("PyTorch", { $0.peerSeconds }),
    ]
    return try sides.flatMap { name, seconds in
      try works.map { work in
        Series(
          "\(name) \(work.text)",
          points: try sizes.compactMap { size in
            let shape = shape(work, size)
            let figures = try comparison.figures(shape)
            return seconds(figures).map { (Double(size), value(shape, $0, figures.work)) }
          })
      }
    }
  }

  private func plot(
    _ title: String, x: String, _ sizes: [Int],
    shape: @escaping (LayerShape.Work, Int) -> LayerShape
  ) throws -> LinePlot {
    LinePlot(
      title: title,
      x: Axis(x, scale: .logarithmic, ticks: sizes.map(Double.init)),
      y: Axis("microseconds per token", scale: .logarithmic),
      series: try lines(LayerShape.Work.allCases, sizes, shape) { shape, seconds, _ in
        seconds / Double(shape.tokens) * 1e6
      })
  }

  private func hiddenSizePlot() throws -> LinePlot {
    let sizes = [50, 100, 200, 400, 800]
    return LinePlot(
      title: "Share of the core's peak by units",
      x: Axis("units a direction", scale: .logarithmic, ticks: sizes.map(Double.init)),
      y: Axis("% of the core's peak in single precision", includesZero: true),
      series: try lines([.forward, .both], sizes) {
        LayerShape(work: $0, hiddenSize: $1)
      } value: { _, seconds, work in
        100 * work / seconds / peak.singlePrecision
      })
  }
}
