import ArgumentParser
import ElmanCorpora

/// The option that tells how text is encoded.
struct EncodingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The encoding of all files, such as utf-16, latin1, windows-1252 or shift_jis; any that the \
      system's iconv knows. (default: utf-8)
      """,
      valueName: "name"),
    transform: { name in
      if let encoding = TextEncoding(name) { return encoding }
      throw ValidationError(
        """
        expected an encoding that the system's iconv knows, such as \
        \(TextEncoding.commonNames.joined(separator: ", ")), found \(name.quoted)
        """)
    })
  var encoding: TextEncoding?
}
