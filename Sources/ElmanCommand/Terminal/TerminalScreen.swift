import ElmanStreams
import ElmanSystem

extension Screen {
  /// The screen of the terminal that standard output is; anything else counts as 80 columns wide and without colours, unless the
  /// environment's `COLUMNS` says more.
  ///
  /// Reference: no-color.org.
  init(isTerminal: Bool) {
    // More than any screen has would only make rows that are kept long.
    let columns =
      (isTerminal ? StandardStream.output.columns : nil)
      ?? Environment["COLUMNS"].flatMap { Int($0) }.map { min(max($0, 1), 10_000) } ?? 80
    let refusesColours = Environment["NO_COLOR"]?.isEmpty == false || Environment["TERM"] == "dumb"
    self.init(width: columns, hasColours: isTerminal && !refusesColours)
  }
}
