import ArgumentParser
import ElmanCorpora
import ElmanText

/// What in a text is not to be read.
enum Markup: String, CaseIterable, ExpressibleByArgument {
  /// Tags and all else that is markup in HTML and XML.
  case html
}

/// The options that tell what text is.
struct TextOptions: ParsableArguments {
  @OptionGroup var encoding: EncodingOptions

  @Option(
    help: ArgumentHelp(
      """
      Pass over markup in running text as if it were white space; offsets stay those in the file. \
      Tags such as <p> end a paragraph.
      """, valueName: "markup"))
  var skip: Markup?

  /// Opens a file, or for `-` standard input.
  func source(_ path: String) throws(CorpusError) -> ByteSource { try encoding.source(path) }

  /// The name of the encoding, for warnings.
  var encodingName: String { encoding.encoding?.name ?? "UTF-8" }

  /// What takes the markup out of a text, if there is any to be passed over.
  func mask(separatesLines: Bool) -> HTMLMask? {
    skip.map { _ in HTMLMask(separatesLines: separatesLines) }
  }
}
