/// What a reader does with a line that is not of its format.
package enum MalformedLines {
  /// Stop with an error that names the line.
  case reject

  /// Tell what is wrong, and go on without the line.
  ///
  /// What the missing line brings about in the rest of its sentence, such as words that are numbered
  /// on past it, is not told.
  case leaveOut((CorpusError) -> Void)

  /// Throws the error or tells it.
  func handle(_ error: CorpusError) throws(CorpusError) {
    switch self {
    case .reject: throw error
    case .leaveOut(let tell): tell(error)
    }
  }
}
