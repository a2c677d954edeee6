import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTestSupport
import ElmanText
import Foundation
import Testing

@testable import ElmanTraining

@Suite struct TokenizerTrainerTests {
  private let spaced = """
    # newpar
    1	Owls	_	_	_	_	_	_	_	_
    2-3	can't	_	_	_	_	_	_	_	_
    2	ca	_	_	_	_	_	_	_	_
    3	n't	_	_	_	_	_	_	_	_
    4	swim	_	_	_	_	_	_	_	SpaceAfter=No
    5	.	_	_	_	_	_	_	_	_

    1	Ducks	_	_	_	_	_	_	_	_
    2	swim	_	_	_	_	_	_	_	SpaceAfter=No
    3	,	_	_	_	_	_	_	_	_
    4	owls	_	_	_	_	_	_	_	_
    5	sleep	_	_	_	_	_	_	_	SpaceAfter=No
    6	!	_	_	_	_	_	_	_	_


    """
  private let unspaced = """
    1	白い	_	_	_	_	_	_	_	SpaceAfter=No
    2	猫	_	_	_	_	_	_	_	SpaceAfter=No
    3	と	_	_	_	_	_	_	_	SpaceAfter=No
    4	犬	_	_	_	_	_	_	_	SpaceAfter=No
    5	。	_	_	_	_	_	_	_	SpaceAfter=No

    1	犬	_	_	_	_	_	_	_	SpaceAfter=No
    2	は	_	_	_	_	_	_	_	SpaceAfter=No
    3	白い	_	_	_	_	_	_	_	SpaceAfter=No
    4	。	_	_	_	_	_	_	_	SpaceAfter=No


    """

  private func settings() -> (TokenizerConfiguration, TrainingConfiguration) {
    var model = TokenizerConfiguration()
    model.hiddenSize = 12
    model.characterSize = 8
    model.pairSize = 4
    model.wordSize = 4
    model.trainingWindow = 24
    model.minimumCharacterCount = 1
    model.minimumPieceCount = 2
    model.inputDropout = 0
    model.outputDropout = 0
    var training = LearnedTokenizer.defaultTraining
    training.learningRate = 0.01
    training.epochs = 8
    return (model, training)
  }

  @Test(arguments: [true, false])
  func sentencesCanBeMemorised(isSpaced: Bool) async throws {
    let (model, training) = settings()
    let text = try withTemporaryFile(isSpaced ? spaced : unspaced) { try AnnotatedText(path: $0) }
    let outcome = try await TokenizerTrainer(model, training).train(on: text, dev: text)
    #expect(outcome.score.selectionValue == 1)
    #expect(outcome.score.multiwords.f1 == (isSpaced ? 1 : 0))
    let shape = outcome.model.shape
    #expect(outcome.model.configuration.wordKnowledge == .automatic)
    #expect(shape.readsWords == !isSpaced && shape.readsPieces == isSpaced)
    #expect(!shape.spacesInTokens)
    let json = Settings.json(Configured(outcome.model.configuration, shape))
    let written = try JSONDecoder().decode(TokenizerConfiguration.self, from: Data(json.utf8))
    #expect(written.wordKnowledge == (isSpaced ? .never : .always))
    #expect((written.pieceCount > 0) == isSpaced)
    #expect((outcome.model.features.pieces?.vocabulary.count ?? 0 > 1) == isSpaced)
    let words = outcome.model.sentences(
      isSpaced ? "Owls can't swim. Ducks swim, owls sleep! " : "白い猫と犬。犬は白い。"
    ).map { sentence in sentence.words.indices.map { sentence.form($0) } }
    #expect(
      words
        == (isSpaced
          ? [["Owls", "ca", "n't", "swim", "."], ["Ducks", "swim", ",", "owls", "sleep", "!"]]
          : [["白い", "猫", "と", "犬", "。"], ["犬", "は", "白い", "。"]]))
  }

  @Test func threadsDoNotChangeTheModel() async throws {
    var (model, training) = settings()
    model.hiddenSize = 4
    training.epochs = 1
    training.shards = 3
    let text = try withTemporaryFile(spaced) { try AnnotatedText(path: $0) }
    var models: [[Float]] = []
    for threads in [1, 3] {
      let outcome = try await TokenizerTrainer(model, training).train(
        on: text, dev: text, threads: threads)
      models.append(try outcome.model.weights.single.parameters.elements)
    }
    #expect(models[0] == models[1])
  }
}
