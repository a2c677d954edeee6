import ElmanTestSupport
import Testing

/// What the articles do not show, and users of the library do all the same.
@Suite struct PublicSurfaceTests {
  @Test func aProgramOfAnotherPackageCompiles() throws {
    let errors = try OutsideProgram.errors(of: Self.program)
    #expect(errors == "", "\(errors)")
  }

  private static let program = #"""
    import Elman
    import ElmanChecking
    import ElmanCorpora
    import ElmanEnglish
    import ElmanEvaluation
    import ElmanStreams
    import ElmanText
    import ElmanTraining

    func send(_ value: some Sendable) {}

    func models() throws {
      let finder = ModelFinder(embedded: [.english])
      let tagger = try finder.tagger("english")
      let small = try tagger.quantized()
      try small.write(to: "small.safetensors", metadata: small.metadata)
      send(try Tagger(path: "small.safetensors").serialized(metadata: ModelMetadata()))
      send(try LanguageModel(path: "language.safetensors").metadata[.licence])
      send(try LearnedTokenizer(.english).sentences("Owls hoot."))
    }

    func formats() {
      func all<Form: CaseIterable & Hashable & Sendable & CustomStringConvertible>(_: Form.Type) {
        for form in Form.allCases { print(form, form.hashValue) }
      }
      all(InputFormat.self)
      all(OutputFormat.self)
      all(ClassificationFormat.self)
      all(LabelledTextFormat.self)
      all(LabelledSentenceFormat.self)
      print(OutputFormat(name: "conllu") == .conllu, LabelledTextFormat.csv.name)
    }

    func streams(_ tagger: Tagger) throws {
      var options = ReadingOptions(tokenizer: TextTokenizer(of: tagger))
      options.skipsMarkup = true
      let stream = SentenceStream([.file("book.html")], options: options) { print($0) }
      var pipeline = SentencePipeline(tagger, format: .conllu)
      pipeline.tellsTokenRanges = true
      try pipeline.run(stream) { print($0) }
    }

    func corpora() throws {
      let source = try ByteSource(path: "train.conllu")
      let reader = ConlluReader(source, illFormedText: .replace) { print($0) }
      while let sentence = try reader.next() {
        for row in sentence.rows where row.number != nil { print(row.form, row[.id], row.isMultiword) }
      }
      print(reader.firstReplacement?.line ?? 0)
      let checker = CorpusChecker()
      try checker.check(path: "train.conllu", format: .columns)
      try checker.check(path: "train.csv", format: .csv, options: LabelledTextOptions(textColumn: "2"))
      for finding in checker.finish().findings { print(finding.path, finding.line, finding) }
      send(try AnnotatedText(path: "gold.conllu").score([Sentence]()))
    }

    func train(_ corpus: LabelledCorpus<Document, String>) async {
      let trainer = ClassifierTrainer(ClassifierConfiguration(), Classifier.defaultTraining)
      do throws(TrainingError) {
        let outcome = try await trainer.train(
          on: corpus, dev: corpus, checkpoints: CheckpointPlan(path: "c", fingerprint: [:]),
          observe: { progress in
            switch progress {
            case .batch(let batch): print(batch.step, batch.gradientNorm, batch.learningRate)
            case .epoch(let report): print(report.score.accuracy, report.model.metadata)
            case .resumed(let epoch, let batches, _): print(epoch, batches)
            default: break
            }
          })
        send(outcome)
        print(outcome.score.summary)
      } catch {
        if case .diverged(_, let step, _, let reason) = error { print(step, reason) }
      }
    }

    func trainAny<Model: TrainableModel>(
      _ configuration: Model.Configuration, _ corpus: Model.Corpus
    ) async throws -> Model {
      try await Trainer<Model>(configuration, Model.defaultTraining).train(on: corpus, dev: corpus).model
    }
    """#
}
