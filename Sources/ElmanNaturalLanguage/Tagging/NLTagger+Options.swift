extension NLTagger {
  /// What is left out, and what is put together.
  public struct Options: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt

    /// Options by their bits.
    public init(rawValue: UInt) { self.rawValue = rawValue }

    /// Words are left out.
    public static let omitWords = Options(rawValue: 1 << 0)
    /// Marks between words are left out.
    public static let omitPunctuation = Options(rawValue: 1 << 1)
    /// White space is left out.
    public static let omitWhitespace = Options(rawValue: 1 << 2)
    /// Symbols and emoji are left out.
    public static let omitOther = Options(rawValue: 1 << 3)
    /// The words of one name are one token.
    public static let joinNames = Options(rawValue: 1 << 4)
    /// The words of a contraction, such as *can't*, are one token.
    public static let joinContractions = Options(rawValue: 1 << 5)
  }

  /// Whether what a scheme needs is there.
  public enum AssetsResult: Int, Sendable, Hashable {
    /// It is.
    case available
    /// It is not.
    case notAvailable
    /// It could not be told.
    case error
  }
}
