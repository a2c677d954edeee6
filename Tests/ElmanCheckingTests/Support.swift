import ElmanChecking
import ElmanCorpora
import ElmanTestSupport

/// Checks files with the given names and contents; returns what was found, with paths that are names.
func check(
  _ files: (name: String, bytes: [UInt8])..., format: CorpusFormat? = nil, limit: Int? = nil
) throws -> CheckReport {
  let folder = try TemporaryFolder()
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
  let folder = try TemporaryFolder()
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
  relation: String = "_", misc: String = "_"
) -> String {
  "\(id)\t\(form)\t_\t\(upos)\t_\t\(feats)\t\(head)\t\(relation)\t_\t\(misc)\n"
}
