import Elman
import ElmanBytes
import ElmanText

extension NLLanguage {
  /// The language that a code of Elman's stands for.
  ///
  /// - Parameters:
  ///   - code: the code.
  ///   - text: a text in it, which tells simplified from traditional Chinese.
  init(elman code: String, of text: some Collection<UInt8>) {
    if code.hasSameBytes(as: "zh") || code.hasSameBytes(as: "yue") {
      self = ChineseCharacters.areTraditional(in: text) ? .traditionalChinese : .simplifiedChinese
    } else if code.hasSameBytes(as: "nn") {
      // The framework has one Norwegian.
      self = .norwegian
    } else {
      self.init(code)
    }
  }

  /// The codes that Elman has for a language: the code's first part, which leaves regions and scripts aside.
  var elmanCodes: [String] {
    let code = String(decoding: rawValue.utf8.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self)
    return switch code {
    case "zh": ["zh", "yue"]
    case "nb", "no": ["nb", "nn"]
    default: [code]
    }
  }

  /// The language whose models are used.
  var elman: Language { Language(code: elmanCodes[0]) }
}
