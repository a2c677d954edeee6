import ElmanBytes
import ElmanCorpora
import ElmanText

/// Why training cannot begin, or not go on.
public enum TrainingError: Error, Equatable, Sendable {
  /// A corpus cannot be read, or holds nothing to learn.
  case corpus(CorpusError)
  /// A corpus has fewer than two labels, so that there is nothing to tell apart.
  case tooFewLabels(path: String, found: [String])
  /// A label that is given a weight does not occur in the corpus.
  case weightOfUnknownLabel(path: String, label: String, labels: [String])
  /// A loss or a gradient is no number any more.
  case diverged(Divergence)
  /// The vocabulary does not fit its tables.
  case vocabulary(VocabularyError)
  /// The network is too large to be trained with the memory that there is.
  case tooMuchMemory(parameters: Int, neededBytes: Double, availableBytes: Int)
  /// Training cannot go on from its checkpoint.
  case checkpoint(CheckpointError)
}

extension TrainingError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .corpus(let error): "\(error)"
    case .tooFewLabels(let path, let found):
      "\(path): expected at least two labels, found"
        + " \(found.joined(separator: ", ").onOneLine)"
    case .weightOfUnknownLabel(let path, let label, let labels):
      Self.unknownLabel(path, LookAlikes.names(of: labels + [label]))
    case .diverged(let divergence): "\(divergence)"
    case .vocabulary(let error): "\(error)"
    case .tooMuchMemory(let parameters, let needed, let available):
      "expected a network whose training fits into \(Self.gigabytes(Double(available))) of memory, found"
        + " one of \(parameters) parameters, which take \(Self.gigabytes(needed))"
    case .checkpoint(let error): "\(error)"
    }
  }

  /// - Parameter names: those of the labels, and of the one that is not among them, last.
  private static func unknownLabel(_ path: String, _ names: [String]) -> String {
    "\(path): expected labelWeights of \(names.dropLast().joined(separator: ", ").onOneLine), found"
      + " '\(names.last ?? "")'"
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let megabytes = (bytes / 1e6).rounded()
    return megabytes < 1_000 ? "\(Int(megabytes)) MB" : "\(Int((bytes / 1e9).rounded(.up))) GB"
  }
}
