import ArgumentParser
import ElmanStreams

extension Markup: ExpressibleByArgument {}

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
    reading.skippedMarkup = skip
    reading.illFormedText = isStrict ? .reject : .replace
    return reading
  }
}
