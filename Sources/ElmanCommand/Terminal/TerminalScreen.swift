import ElmanStreams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Screen {
  /// The screen of the terminal that standard output is; anything else counts as 80 columns wide and without colours, unless the
  /// environment's `COLUMNS` says more.
  ///
  /// Reference: no-color.org.
  init(isTerminal: Bool) {
    var size = winsize()
    let columns: Int
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    {
      columns = Int(size.ws_col)
    } else {
      // More than any screen has would only make rows that are kept long.
      columns = Environment["COLUMNS"].flatMap { Int($0) }.map { min(max($0, 1), 10_000) } ?? 80
    }
    let refusesColors = Environment["NO_COLOR"]?.isEmpty == false || Environment["TERM"] == "dumb"
    self.init(width: columns, hasColors: isTerminal && !refusesColors)
  }
}
