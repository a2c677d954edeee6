/// What a file is that holds no text in UTF-8, by how it begins.
package struct ForeignFile: Equatable {
  /// What it looks like, such as `bzip2`.
  package let name: String
  /// What to do about it.
  let remedy: Remedy

  /// What makes text of a file.
  enum Remedy: Equatable {
    /// This command, which writes to standard output what it unpacks.
    case unpack(String)
    /// Taking files out of it.
    case extract
    /// Another program, which can save it as text.
    case export
    /// This encoding.
    case decode(String)
    /// Nothing.
    case none
  }

  /// What is known of the start of an input.
  package enum Recognition: Equatable {
    case text
    case foreign(ForeignFile)
    /// More bytes are needed to tell.
    case undecided
  }

  /// Tells by the first bytes of an input, all that have come so far, whether it is text.
  ///
  /// A line of text is never undecided once it is whole, so that who waits for an answer to it gets one.
  ///
  /// - Parameters:
  ///   - head: the bytes, decompressed.
  ///   - expectsUTF8: whether the text is to be in UTF-8, and so not in UTF-16 or UTF-32.
  package static func recognize(
    _ head: ArraySlice<UInt8>, expectsUTF8: Bool = true
  ) -> Recognition {
    var isUndecided = false
    for signature in FileSignature.all {
      switch signature.match(head) {
      case .text: break
      case .undecided: isUndecided = true
      case let found: return found
      }
    }
    if expectsUTF8 {
      if let encoding = WideEncoding(guessedFrom: head) {
        let name = encoding.isMarked ? encoding.family : encoding.name
        return .foreign(
          ForeignFile(name: encoding.family, remedy: .decode(name.lowercased())))
      }
      isUndecided = isUndecided || WideEncoding.mayBegin(head)
    }
    return isUndecided && !head.contains(0x0A) ? .undecided : .text
  }

  /// What to tell of such a file.
  func error(path: String) -> CorpusError {
    let advice =
      switch remedy {
      case .unpack(let command):
        "unpack it first: \(command) \(path == "<stdin>" ? "" : path + " ")| elman …"
      case .extract: "extract its texts first"
      case .export: "save it as plain text first"
      case .decode(let encoding):
        "try --encoding \(encoding), or convert it: iconv -f \(encoding.uppercased()) -t UTF-8"
      case .none: nil as String?
      }
    return .notText(path: path, found: name, advice: advice)
  }
}
