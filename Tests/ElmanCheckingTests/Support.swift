import ElmanChecking
import ElmanCorpora
import Foundation

/// Files of an invented corpus in a folder that goes away with the value.
final class CorpusFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("elman-checking-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders that it stands in; returns its path.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: file, contents: Data(bytes)) else {
      throw CocoaError(.fileWriteUnknown)
    }
    return file
  }
}

/// Checks files with the given names and contents; returns what was found, with paths that are names.
func check(
  _ files: (name: String, bytes: [UInt8])..., format: CorpusFormat? = nil, limit: Int? = nil
) throws -> CheckReport {
  let folder = try CorpusFolder()
  let checker = CorpusChecker(limit: limit)
  for file in files {
    try checker.check(path: folder.write(file.bytes, to: file.name), format: format)
  }
  return checker.finish()
}

/// The same for texts.
func check(
  _ files: (name: String, text: String)..., format: CorpusFormat? = nil
) throws -> CheckReport {
  let folder = try CorpusFolder()
  let checker = CorpusChecker()
  for file in files {
    try checker.check(path: folder.write(file.text.utf8, to: file.name), format: format)
  }
  return checker.finish()
}

extension CheckReport {
  /// The findings as `name:line:column kind`, the column only where there is one.
  var places: [String] {
    findings.map { finding in
      let name = finding.place.path.split(separator: "/").last ?? ""
      let column = finding.column.map { ":\($0)" } ?? ""
      return "\(name):\(finding.place.line)\(column) \(finding.kind.rawValue)"
    }
  }

  /// The messages of a kind.
  func messages(_ kind: FindingKind) -> [String] {
    findings.filter { $0.kind == kind }.map(\.message)
  }
}

/// A row of CoNLL-U.
func row(
  _ id: String, _ form: String, upos: String = "_", feats: String = "_", head: String = "_",
  misc: String = "_"
) -> String {
  "\(id)\t\(form)\t_\t\(upos)\t_\t\(feats)\t\(head)\t_\t_\t\(misc)\n"
}

/// A small generator whose numbers are the same everywhere (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
