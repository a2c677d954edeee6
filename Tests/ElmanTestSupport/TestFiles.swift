import Foundation

/// The files that tests read: those of the package, and public corpora where the machine has them.
package enum TestFiles {
  /// The folder of the package.
  package static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of public corpora, `$ELMAN_CORPORA`, if there is one.
  package static let corpora = ProcessInfo.processInfo.environment["ELMAN_CORPORA"]

  /// The path of a file among the public corpora.
  package static func corpus(_ path: String) -> String { (corpora ?? "") + "/" + path }

  /// Whether the machine has a file of the public corpora.
  package static func hasCorpus(_ path: String) -> Bool {
    corpora != nil && FileManager.default.fileExists(atPath: corpus(path))
  }

  /// The paths of all files in a folder and those within it, in order.
  package static func all(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().flatMap { name in
      let path = folder + "/" + name
      let inside = all(in: path)
      return inside.isEmpty ? [path] : inside
    }
  }

  /// The paths of the files of CoNLL-U among those, gzipped or not.
  package static func treebanks(in folder: String) -> [String] {
    all(in: folder).filter { $0.hasSuffix(".conllu") || $0.hasSuffix(".conllu.gz") }
  }
}
