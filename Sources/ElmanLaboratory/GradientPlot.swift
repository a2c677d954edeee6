import ElmanPlots

extension LinePlot {
  /// The picture of gradients on their way back through time: a line for each flow, each in parts of
  /// what it starts with.
  package init(gradients flows: [GradientFlow]) {
    self.init(
      title: "How gradients go back through time",
      x: Axis("steps back from the loss"),
      y: Axis(
        "norm of the gradient of the memory (c, or h where there is no c), in parts of that at the loss",
        scale: .logarithmic),
      series: flows.map { flow in
        let first = flow.steps.first?.memoryNorm ?? 1
        return Series(
          flow.network,
          points: flow.steps.map { (Double($0.distance), $0.memoryNorm / first) })
      })
    width = 560
    height = 320
  }
}
