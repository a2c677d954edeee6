import CElmanKernels
import Elman
import ElmanNetworks
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanTraining

/// What is promised of whole models: one corpus, configuration and seed give one file, and one model
/// one answer, on any number of threads and with any instruction set.
@Suite struct RepetitionTests {
  private static let columns: [TagColumn] = [.upos, .ner]

  private static func tagger(_ cell: CellKind, threads: Int) async throws -> Tagger {
    var (model, training) = smallSettings()
    (model.columns, model.cell, model.layers) = (columns, cell, 2)
    (model.hiddenSize, model.recurrentDropout, model.variationalDropout) = (5, 0.2, true)
    // Many small parts, so that more threads than cores have little to do each.
    (training.epochs, training.shards) = (2, 8)
    let corpus = entityCorpus(sentences: 16)
    return try await TaggerTrainer(model, training).train(
      on: corpus, dev: corpus, threads: threads
    ).model
  }

  private static func onEachInstructionSet<Result>(
    _ body: () async throws -> Result
  ) async rethrows -> [Result] {
    let selected = elman_selected()
    defer { elman_select(selected) }
    var results: [Result] = []
    for set in [ELMAN_BASELINE, ELMAN_AVX2, ELMAN_AVX512, ELMAN_AVX512_VNNI, ELMAN_NEON_DOT]
    where elman_select(set) {
      results.append(try await body())
    }
    return results
  }

  @Test(arguments: CellKind.allCases)
  func oneSeedGivesOneFile(cell: CellKind) async throws {
    var files: [[UInt8]] = []
    for threads in [1, 2, 8, 16] {
      let tagger = try await Self.tagger(cell, threads: threads)
      files.append(try bytesOfFile { try tagger.write(to: $0, metadata: ModelMetadata()) })
    }
    files += try await Self.onEachInstructionSet {
      let tagger = try await Self.tagger(cell, threads: 3)
      return try bytesOfFile { try tagger.write(to: $0, metadata: ModelMetadata()) }
    }
    for (index, file) in files.enumerated() {
      // To explain how files differ would take long.
      let isSame = file == files[0]
      #expect(isSame, "run \(index)")
    }
  }

  @Test(arguments: CellKind.allCases, WeightPrecision.all)
  func instructionSetsGiveOneAnswer(cell: CellKind, precision: WeightPrecision) async throws {
    let single = try await Self.tagger(cell, threads: 1)
    let sentences = entityCorpus(sentences: 16).sentences
    let answers = try await Self.onEachInstructionSet {
      // To make bytes of weights is a part of the promise, too.
      let tagger = precision == .int8 ? try single.quantized() : single
      var answers: [[[Float?]]] = []
      for (batchSize, cacheBytes) in [(1, 0), (5, 1 << 20), (32, 0)] {
        let session = TaggerSession(tagger, batchSize: batchSize, cacheBytes: cacheBytes)
        answers.append(
          session.tag(sentences, probabilities: true).map { tagged in
            tagged.sentence.words.indices.flatMap { token in
              tagger.columns.indices.flatMap { column in
                [tagged.probability(token, at: column), Float(tagged.labelId(token, at: column))]
              }
            } + tagged.entities.map(\.probability)
          })
      }
      return answers
    }
    for answer in answers.flatMap(\.self) { #expect(answer == answers[0][0]) }
  }
}

extension WeightPrecision {
  fileprivate static let all = [WeightPrecision.float32, .int8]
}
