import ElmanBytes

/// What the form of a word tells, such as its number or tense, in the terms of Universal Dependencies.
///
/// ```swift
/// if word.features[.number] == "Plur" { … }
/// for (name, value) in word.features { print(name.rawValue, value) }
/// ```
public struct MorphologicalFeatures: Sendable, Hashable, RandomAccessCollection {
  /// The name of a feature.
  public struct Name: RawRepresentable, Sendable, Hashable {
    /// The name as corpora write it, such as `Number`.
    public let rawValue: String

    /// A name, which may be any.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Whether two names are written the same.
    public static func == (left: Name, right: Name) -> Bool {
      left.rawValue.hasSameBytes(as: right.rawValue)
    }

    /// Hashes the bytes of the name.
    public func hash(into hasher: inout Hasher) {
      for byte in rawValue.utf8 { hasher.combine(byte) }
    }
  }

  private let entries: [(name: Name, value: String)]

  /// No features.
  public init() { entries = [] }

  /// Reads features as the column of CoNLL-U has them: `Number=Plur|Person=3`, or `_` for none.
  ///
  /// - Parameter text: the features; what is no name with a value is left out.
  public init(_ text: some StringProtocol) {
    entries = text.utf8.split(separator: UInt8(ascii: "|")).compactMap { feature in
      guard let sign = feature.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      return (
        Name(rawValue: String(decoding: feature[..<sign], as: UTF8.self)),
        String(decoding: feature[feature.index(after: sign)...], as: UTF8.self)
      )
    }
  }

  /// The value of a feature; `nil` where the word does not have it. Several values stand with commas between.
  public subscript(_ name: Name) -> String? { entries.first { $0.name == name }?.value }

  /// The values of a feature, of which there may be several; none where the word does not have it.
  public func values(of name: Name) -> [String] {
    self[name].map { value in
      value.utf8.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
    } ?? []
  }

  /// The index of the first feature.
  public var startIndex: Int { 0 }
  /// The index behind the last feature.
  public var endIndex: Int { entries.count }
  /// A feature with its value, in the order of the corpus: by name.
  public subscript(position: Int) -> (name: Name, value: String) { entries[position] }

  /// Whether two words have the same features, written in the same order.
  public static func == (left: MorphologicalFeatures, right: MorphologicalFeatures) -> Bool {
    left.elementsEqual(right) { $0.name == $1.name && $0.value.hasSameBytes(as: $1.value) }
  }

  /// Hashes names and values.
  public func hash(into hasher: inout Hasher) {
    for entry in entries {
      hasher.combine(entry.name)
      for byte in entry.value.utf8 { hasher.combine(byte) }
    }
  }
}

extension MorphologicalFeatures.Name {
  /// Whether a verb says that something is done, was seen, is still going on: `Imp`, `Perf`.
  public static let aspect = Self(rawValue: "Aspect")
  /// The case of a noun: `Nom`, `Gen`, `Dat`, `Acc`.
  public static let grammaticalCase = Self(rawValue: "Case")
  /// Whether what is meant is known: `Def`, `Ind`.
  public static let definite = Self(rawValue: "Definite")
  /// How much of a property: `Pos`, `Cmp`, `Sup`.
  public static let degree = Self(rawValue: "Degree")
  /// The gender: `Masc`, `Fem`, `Neut`, `Com`.
  public static let gender = Self(rawValue: "Gender")
  /// The mood of a verb: `Ind`, `Imp`, `Sub`, `Cnd`.
  public static let mood = Self(rawValue: "Mood")
  /// The kind of a number: `Card`, `Ord`.
  public static let numberType = Self(rawValue: "NumType")
  /// How many: `Sing`, `Plur`.
  public static let number = Self(rawValue: "Number")
  /// The person: `1`, `2`, `3`.
  public static let person = Self(rawValue: "Person")
  /// Whether something is denied: `Neg`.
  public static let polarity = Self(rawValue: "Polarity")
  /// Whether a word tells whose: `Yes`.
  public static let possessive = Self(rawValue: "Poss")
  /// The kind of a pronoun or determiner: `Prs`, `Art`, `Dem`, `Rel`, `Int`.
  public static let pronounType = Self(rawValue: "PronType")
  /// Whether a pronoun stands for the subject: `Yes`.
  public static let reflexive = Self(rawValue: "Reflex")
  /// The time of a verb: `Past`, `Pres`, `Fut`.
  public static let tense = Self(rawValue: "Tense")
  /// The form of a verb: `Fin`, `Inf`, `Part`, `Ger`.
  public static let verbForm = Self(rawValue: "VerbForm")
  /// Whether the subject acts or is acted on: `Act`, `Pass`.
  public static let voice = Self(rawValue: "Voice")
}
