import ArgumentParser
import ElmanStreams

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

  /// What the bytes of the files are.
  ///
  /// - Parameter isStrict: whether bytes that are not in the encoding are an error, instead of a warning.
  func reading(isStrict: Bool) -> ReadingOptions {
    var reading = ReadingOptions()
    reading.encoding = encoding.encoding
    reading.skipsMarkup = skip == .html
    reading.illFormedText = isStrict ? .reject : .replace
    return reading
  }
}
