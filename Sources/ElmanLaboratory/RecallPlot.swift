import ElmanPlots

extension LinePlot {
  /// The picture of accuracy over distance: a line for each network, and one for chance.
  package init(recall results: [RecallExperiment.Result], chance: Double) {
    var remedies: [RecallRemedy] = []
    for result in results where !remedies.contains(result.remedy) { remedies.append(result.remedy) }
    let distances = Set(results.map(\.distance)).sorted().map(Double.init)
    var guess = Series("chance", points: distances.map { ($0, 100 * chance) })
    guess.isReference = true
    self.init(
      title: "What networks recall over distance",
      x: Axis("words between fact and question", scale: .logarithmic, ticks: distances),
      y: Axis("answers that are right, in per cent", ticks: [0, 20, 40, 60, 80, 100]),
      series: remedies.map { remedy in
        Series(
          remedy.title,
          points: results.filter { $0.remedy == remedy }.sorted { $0.distance < $1.distance }
            .map { (Double($0.distance), 100 * $0.accuracy) })
      } + [guess])
    width = 560
    height = 320
  }
}
