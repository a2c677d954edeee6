import Elman

enum ModelLocator {
  static func locatedTagger(named name: String?) throws(ModelError) -> (
    tagger: Tagger, path: String
  ) {
    let name = name ?? "english-ewt-upos"
    return (try Tagger(path: name), name)
  }
  static func tagger(named name: String?) throws(ModelError) -> Tagger {
    try locatedTagger(named: name).tagger
  }
}
