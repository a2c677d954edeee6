import CElmanKernels
import ElmanNetworks
import ElmanTensors

/// A whole tagger of few units: words and characters, two bidirectional layers, scores, a head.
struct TestTagger {
  static let wordCount = 20
  static let labelCount = 5

  let layout: ParameterLayout
  let encoder: TokenEncoder
  let stack: RecurrentStack
  let projection: Linear
  let head: any LabelHead

  init(_ cell: CellKind, _ head: HeadKind, dropout: Float = 0) {
    var layout = ParameterLayout()
    encoder = TokenEncoder(
      wordCount: Self.wordCount, wordSize: 7, characterCount: 6, characterSize: 4,
      characterHiddenSize: 5, wordDropout: dropout, in: &layout)
    stack = RecurrentStack(
      cell: cell.cell, layerCount: 2, inputSize: encoder.outputSize, hiddenSize: 19,
      dropout: dropout, in: &layout)
    projection = Linear(
      "projection", inputSize: stack.outputSize, outputSize: Self.labelCount, in: &layout)
    switch head {
    case .softmax: self.head = SoftmaxHead()
    case .crf: self.head = CRFHead(labelCount: Self.labelCount, in: &layout)
    }
    self.layout = layout
  }

  /// Sentences of random words, of one up to seven.
  static func sentences(_ count: Int, seed: UInt64) -> [[Int32]] {
    var random = Random(seed: seed)
    return (0..<count).map { index in
      randomIds(1 + random.index(below: 7), below: wordCount, seed: seed + UInt64(index))
    }
  }

  /// A batch with each distinct word once; a word's characters follow from its id.
  static func batch(_ sentences: [[Int32]]) -> TokenBatch {
    var words: [Int32] = []
    let places = sentences.map { sentence in
      sentence.map { word -> Int32 in
        if let place = words.firstIndex(of: word) { return Int32(place) }
        words.append(word)
        return Int32(words.count - 1)
      }
    }
    return tokenBatch(places) { batch in
      for word in words {
        let characters = randomIds(1 + Int(word) % 4, below: 6, seed: UInt64(word))
        batch.addWord(word, characters: characters[...])
      }
    }
  }

  func scores(_ batch: TokenBatch, in pass: inout Pass) -> PackedSequences {
    let vectors = encoder.forward(batch, in: &pass).output
    let states = stack.forward(vectors, in: &pass).output
    let scores = projection.forward(states.values, in: &pass).output
    return PackedSequences(values: scores, packing: batch.packing)
  }

  /// Adds the gradients of the mean loss over tokens and returns that loss.
  func loss(_ batch: TokenBatch, labels: [Int32], in pass: inout Pass) -> Double {
    let (vectors, encoderTrace) = encoder.forward(batch, in: &pass)
    let (states, stackTrace) = stack.forward(vectors, in: &pass)
    let (scores, projectionTrace) = projection.forward(states.values, in: &pass)
    let tokens = batch.packing.rowCount
    let (loss, scoresGradient) = head.loss(
      PackedSequences(values: scores, packing: batch.packing), labels: labels,
      scale: 1 / Float(tokens), in: &pass)
    let statesGradient = projection.backward(
      scoresGradient.values, through: projectionTrace, in: &pass)
    let vectorsGradient = stack.backward(
      PackedSequences(values: statesGradient, packing: batch.packing), through: stackTrace,
      in: &pass)
    encoder.backward(vectorsGradient, through: encoderTrace, in: &pass)
    return loss / Double(tokens)
  }
}

/// Adam on what the gradients touched, without corrections.
struct TestOptimizer {
  let firstMoments: MutableParameterBuffer
  let secondMoments: MutableParameterBuffer

  init(_ layout: ParameterLayout) {
    firstMoments = MutableParameterBuffer(zerosFor: layout)
    secondMoments = MutableParameterBuffer(zerosFor: layout)
  }

  func update(
    _ parameters: MutableParameterBuffer, packedAs weights: PackedWeights,
    with gradients: Gradients, learningRate: Float
  ) {
    let step = elman_adam_step(
      learning_rate: learningRate, first_decay: 0.9, second_decay: 0.99, epsilon: 1e-6,
      gradient_scale: 1, weight_decay: 0)
    gradients.forEachRange { range in
      elman_adam(
        range.count, step, gradients.buffer.base + range.lowerBound,
        firstMoments.base + range.lowerBound, secondMoments.base + range.lowerBound,
        parameters.base + range.lowerBound)
    }
    weights.pack()
    gradients.reset()
  }
}
