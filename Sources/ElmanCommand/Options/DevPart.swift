import ArgumentParser

/// What decides which epoch was best: a file, or a share of the corpus that is kept apart.
enum DevPart: ExpressibleByArgument, Equatable {
  case file(String)
  case share(Double)

  /// What is kept apart unless told otherwise.
  static let usual = DevPart.share(0.1)

  /// Reads `10%`, or a path; a share of nothing or of all is neither.
  init?(argument: String) {
    guard argument.utf8.last == 0x25, let percent = Double(argument.dropLast()) else {
      self = .file(argument)
      return
    }
    guard percent > 0, percent < 100 else { return nil }
    self = .share(percent / 100)
  }

  /// The path, if it is one.
  var path: String? { if case .file(let path) = self { path } else { nil } }

  /// The share in per cent.
  var percent: String? {
    guard case .share(let share) = self else { return nil }
    let percent = (share * 1_000).rounded() / 10
    return percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
  }
}
