import Elman
import ElmanBytes
import ElmanStreams

/// What a request wants of a classifier or a language identifier.
package struct LabellingRequest: Sendable {
  /// What is wanted.
  package let plan: LabellingPlan
  /// The name of the model.
  package let model: String

  /// The most bytes of a text, as the command reads at a time.
  package static let mostBytes = TextStream.maximumTextBytes
  /// The most labels that are told.
  private static let mostLabels = 1_000

  /// Reads what is wanted of a classifier.
  ///
  /// - Throws: a problem with what the request says.
  package init(
    classifying parameters: RequestParameters, models: ServedModels
  ) throws(Problem) {
    try parameters.check(
      known: (parameters.isObject ? ["text", "texts"] : []) + ["model", "explain", "top"])
    let entry = try models.entry(
      try parameters.string("model"), task: Classifier.task, usual: "english-sentiment",
      for: ("model", parameters))
    guard let classifier = try models.read(entry) as? Classifier else {
      throw parameters.problem(
        "model", "expected a classifier, found \(entry.name.shown), which is none", status: 404)
    }
    let explains = try parameters.flag("explain") ?? false
    if explains, classifier.configuration.pooling != .attention {
      throw parameters.problem("explain", "expected a model with attention, found one without")
    }
    plan = LabellingPlan(
      session: LabellingPlan.SessionKey(model: Spelling(entry.name), explains: explains),
      labeller: classifier, top: try parameters.integer("top", in: 1...Self.mostLabels))
    model = entry.name
  }

  /// Reads what is wanted of a language identifier.
  ///
  /// - Throws: a problem with what the request says.
  package init(
    identifying parameters: RequestParameters, models: ServedModels
  ) throws(Problem) {
    try parameters.check(
      known: (parameters.isObject ? ["text", "texts"] : []) + ["model", "languages", "top"])
    let entry = try models.entry(
      try parameters.string("model"), task: LanguageIdentifier.task, usual: "languages",
      for: ("model", parameters))
    guard var identifier = try models.read(entry) as? LanguageIdentifier else {
      throw parameters.problem(
        "model", "expected a model that tells languages, found \(entry.name.shown), which does not",
        status: 404)
    }
    let languages = try parameters.strings("languages")
    if let languages {
      guard !languages.isEmpty else {
        throw parameters.problem("languages", "expected codes of languages, found none")
      }
      do throws(UnknownLanguage) { identifier = try identifier.restricted(to: languages) } catch {
        throw parameters.problem("languages", "\(error)".onOneLine, status: 404)
      }
    }
    plan = LabellingPlan(
      session: LabellingPlan.SessionKey(
        model: Spelling(entry.name), languages: (languages ?? []).map { Spelling($0) }),
      labeller: identifier, top: try parameters.integer("top", in: 1...Self.mostLabels) ?? 1)
    model = entry.name
  }

  /// The work on the texts of a request.
  ///
  /// - Parameters:
  ///   - texts: the texts, in UTF-8.
  ///   - isSingle: whether there is but one, and the answer is its own.
  ///   - abandoned: whether nobody waits for the answer any more.
  package func work(
    _ texts: [[UInt8]], isSingle: Bool, abandoned: @escaping @Sendable () -> Bool = { false }
  ) -> LabellingWork {
    LabellingWork(
      plan, texts.map { StreamText(bytes: $0) },
      frame: .labels(model: model, count: texts.count, isSingle: isSingle), abandoned: abandoned)
  }

  /// The work on texts of a stream of lines.
  package func work(
    _ lines: [TextLine], abandoned: @escaping @Sendable () -> Bool = { false }
  ) -> LabellingWork {
    LabellingWork(
      plan, lines.map { line in line.text.map { StreamText(bytes: $0) } },
      frame: AnswerFrame(
        documents: lines.map { $0.document(start: "", end: "}\n") }, itemStart: 1, itemEnd: 2),
      abandoned: abandoned)
  }
}
