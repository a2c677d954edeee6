/// A language by its code of BCP 47, such as `de`.
///
/// ```swift
/// let tagger = try Tagger.shipped(for: .german)
/// ```
public struct Language: Sendable, Hashable, CustomStringConvertible {
  /// The code, such as `de`.
  public let code: String

  /// A language by its code, which may be any.
  public init(code: String) { self.code = code }

  /// A language by its code or its English name, in any case of letters; `nil` for what is neither of one that Elman knows.
  public init?(_ text: some StringProtocol) {
    let lower = String(decoding: text.utf8.map(\.asciiLowercased), as: UTF8.self)
    guard
      let code = LanguageNames.name(of: lower) != nil ? lower : LanguageNames.code(of: lower)
    else { return nil }
    self.code = code
  }

  /// The English name, such as `German`; the code where Elman knows none.
  public var name: String { LanguageNames.name(of: code) ?? code }

  /// The name of the model of the language that comes with Elman, if one does: `norwegian-bokmal` for `nb`.
  package var modelName: String? { LanguageNames.modelName(of: code) }

  /// The language in whose model's name a name begins: German for `german` and `german-accurate`.
  package init?(ofModelNamed name: some StringProtocol) {
    let found = LanguageNames.table.first { entry in
      guard let model = LanguageNames.modelName(of: entry.code) else { return false }
      return name.utf8.starts(with: model.utf8)
        && (name.utf8.count == model.utf8.count
          || name.utf8.dropFirst(model.utf8.count).first == UInt8(ascii: "-"))
    }
    guard let found else { return nil }
    code = found.code
  }

  /// The name with the code behind it: `German (de)`.
  public var description: String {
    LanguageNames.name(of: code).map { "\($0) (\(code))" } ?? code
  }
}

extension Language {
  /// Chinese, in simplified characters.
  public static let chinese = Language(code: "zh")
  /// Danish.
  public static let danish = Language(code: "da")
  /// Dutch.
  public static let dutch = Language(code: "nl")
  /// English.
  public static let english = Language(code: "en")
  /// Finnish.
  public static let finnish = Language(code: "fi")
  /// French.
  public static let french = Language(code: "fr")
  /// German.
  public static let german = Language(code: "de")
  /// Indonesian.
  public static let indonesian = Language(code: "id")
  /// Italian.
  public static let italian = Language(code: "it")
  /// Japanese.
  public static let japanese = Language(code: "ja")
  /// Norwegian Bokmål.
  public static let norwegianBokmal = Language(code: "nb")
  /// Polish.
  public static let polish = Language(code: "pl")
  /// Portuguese.
  public static let portuguese = Language(code: "pt")
  /// Romanian.
  public static let romanian = Language(code: "ro")
  /// Russian.
  public static let russian = Language(code: "ru")
  /// Spanish.
  public static let spanish = Language(code: "es")
  /// Swedish.
  public static let swedish = Language(code: "sv")
  /// Thai.
  public static let thai = Language(code: "th")
  /// Turkish.
  public static let turkish = Language(code: "tr")
  /// Vietnamese.
  public static let vietnamese = Language(code: "vi")
}
