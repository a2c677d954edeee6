import ElmanBytes
import ElmanCorpora
import ElmanStreams
import ElmanSystem

/// What is to be classified: the documents, and what of them is one text.
struct ClassifiedInput {
  let unit: TextUnit
  let documents: [StreamInput]

  /// - Parameters:
  ///   - arguments: files and folders; `-` or none for standard input.
  ///   - unit: what is one text; `nil` to tell it by the names.
  /// - Throws: `CommandError` for names that tell different things; `FileError` for a folder.
  init(_ arguments: [String], unit: TextUnit?) throws {
    var files: [String] = []
    var hasFolder = false
    for argument in arguments {
      guard FileStatus(of: argument)?.kind == .directory else {
        files.append(argument)
        continue
      }
      hasFolder = true
      let found = try Self.files(in: argument)
      guard !found.isEmpty else {
        throw CommandError(
          "\(argument): expected a file in the folder, found none", code: Failure.data)
      }
      files += found
    }
    documents = StreamInput.arguments(files)
    if let unit {
      self.unit = unit
      return
    }
    let forms = Set(files.map { TextRecordForm(guessedFrom: $0) })
    guard forms.count < 2 || !forms.contains(where: { $0 != nil }) else {
      throw CommandError(
        "expected files of one form, or --input to say what is one text, found several: "
          + forms.map { $0?.rawValue ?? "text" }.sorted().joined(separator: ", "),
        code: Failure.usage)
    }
    if let form = forms.first ?? nil, let unit = TextUnit(rawValue: form.rawValue) {
      self.unit = unit
    } else {
      self.unit = hasFolder ? .document : .line
    }
  }

  /// The files of a folder and of those in it, in the order of their paths; what is hidden and links to folders,
  /// which may lead back, are left aside.
  private static func files(in folder: String) throws(FileError) -> [String] {
    var files: [String] = []
    let names = try Directory.names(in: folder).filter { $0.utf8.first != UInt8(ascii: ".") }
    for name in names.sorted(by: { Spelling($0) < Spelling($1) }) {
      let path = folder + "/" + name
      guard FileStatus(of: path)?.kind == .directory else {
        files.append(path)
        continue
      }
      if FileStatus(of: BytePath(path), followsLinks: false)?.kind == .directory {
        files += try self.files(in: path)
      }
    }
    return files
  }
}
