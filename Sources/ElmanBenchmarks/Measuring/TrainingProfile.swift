import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Where the time of training goes. Each stage is run for itself on the same batches.
struct TrainingProfile {
  private let stopwatch: Stopwatch
  private let bench: TrainingBench
  private let configuration: TaggerConfiguration

  init(_ tagger: Tagger, _ sentences: [Sentence], _ stopwatch: Stopwatch) {
    self.stopwatch = stopwatch
    bench = TrainingBench(tagger, sentences: sentences)
    configuration = tagger.configuration
  }

  func measure() -> StageProfile {
    let steps = bench.steps.count
    let whole = stopwatch.median(ofParts: steps, bench.train)
    var stages = [
      Stage(
        "words to ids",
        seconds: stopwatch.median(ofParts: bench.shards.count) { bench.index(bench.shards[$0]) })
    ]
    stages += tokenStages()
    if configuration.cell == .lstm && configuration.layers == 1 { stages += layerStages() }
    stages += outputStages()
    // The network as it learns, less its stages: run for itself, a stage finds its weights and
    // matrices in a near cache.
    let network = stopwatch.median(ofParts: steps) { bench.learn(bench.steps[$0]) }
    let parts = stages.dropFirst().reduce(0) { $0 + $1.seconds }
    func perStep(_ name: String, _ body: () -> Void) -> Stage {
      Stage(name, seconds: stopwatch.median(body) * Double(steps))
    }
    // What was touched is added up and zeroed, so each round needs gradients anew.
    let gradients = stopwatch.median(
      ofParts: 1, prepare: { bench.learn(bench.steps[0]) },
      { _ in
        bench.addGradients()
        bench.resetGradients()
      })
    bench.learn(bench.steps[0])
    stages += [
      Stage(
        "more for the stages above when one follows the other", seconds: network - parts),
      Stage("zeroing and adding up gradients", seconds: gradients * Double(steps)),
      perStep("clipping and Adam", bench.optimize),
      perStep("packing the weights") { bench.weights.pack() },
      perStep("averaging the weights", bench.updateAverage),
    ]
    return StageProfile(name: "training", seconds: whole, stages: stages, words: bench.wordCount)
  }

  /// What a part of the network's work takes on all batches.
  private func time(_ body: (TrainingBench.Shard, inout Pass) -> Void) -> Double {
    stopwatch.median(ofParts: bench.shards.count) { bench.run(shard: $0, body) }
  }

  private func tokenStages() -> [Stage] {
    let tokens = bench.network.encoder.tokens
    let dropouts = [
      (configuration.inputDropout, tokens.outputSize),
      (configuration.outputDropout, bench.network.encoder.outputSize),
    ]
    let forward = time { shard, pass in _ = tokens.forward(shard.batch, in: &pass) }
    let both = time { shard, pass in
      let (output, trace) = tokens.forward(shard.batch, in: &pass)
      tokens.backward(output, through: trace, in: &pass)
    }
    let dropout = time { shard, pass in
      for (rate, columns) in dropouts {
        let dropout = Dropout(rate: rate)
        let matrix = pass.workspace.matrix(rows: shard.labels.count, columns: columns)
        let (output, trace) = dropout.forward(matrix, in: &pass)
        _ = dropout.backward(output, through: trace, in: &pass)
      }
    }
    var stages: [Stage] = []
    var (charactersForward, charactersBoth) = (0.0, 0.0)
    if let characters = tokens.characters {
      charactersForward = time { shard, pass in
        _ = characters.forward(shard.batch.characters, in: &pass)
      }
      charactersBoth = time { shard, pass in
        let (output, trace) = characters.forward(shard.batch.characters, in: &pass)
        characters.backward(output, through: trace, in: &pass)
      }
      let work = bench.shards.reduce(0.0) { $0 + characters.work(on: $1.batch.characters) }
      stages = [
        Stage("character encoder, forward", seconds: charactersForward, work: work),
        Stage(
          "character encoder, backward", seconds: charactersBoth - charactersForward,
          work: 2 * work),
      ]
    }
    return stages + [
      Stage(
        "word vectors, forward and backward",
        seconds: forward - charactersForward + both - forward
          - (charactersBoth - charactersForward)),
      Stage("dropout, forward and backward", seconds: dropout),
    ]
  }

  private func layerStages() -> [Stage] {
    let layer = bench.network.encoder.layers.layers[0]
    let packings = bench.shards.map(\.batch.packing)
    let parts = LayerParts(
      layer, weights: bench.weights, rows: packings.map(\.rowCount).max() ?? 1,
      sequences: packings.map(\.sequenceCount).max() ?? 1)
    func part(_ body: (SequencePacking) -> Void) -> Double {
      time { s, _ in body(s.batch.packing) }
    }
    let restoring = part(parts.restoreGates)
    let inputWork = packings.reduce(0) { $0 + parts.inputWork($1) }
    let recurrentWork = packings.reduce(0) { $0 + parts.recurrentWork($1) }
    var stages = [
      Stage("LSTM, forward: input products", seconds: part(parts.projectInputs), work: inputWork),
      Stage(
        "LSTM, forward: recurrent products", seconds: part(parts.multiplyStates),
        work: recurrentWork),
      Stage(
        "LSTM, forward: gate activations",
        seconds: part {
          parts.restoreGates($0)
          parts.activate($0)
        } - restoring),
      Stage(
        "LSTM, backward: gate activations",
        seconds: part {
          parts.restoreGates($0)
          parts.activateBackward($0)
        } - restoring),
    ]
    if let largest = packings.max(by: { $0.rowCount < $1.rowCount }) { parts.restoreGates(largest) }
    stages += [
      Stage(
        "LSTM, backward: recurrent products", seconds: part(parts.multiplyGates),
        work: recurrentWork),
      Stage(
        "LSTM, backward: input gradients", seconds: part(parts.multiplyInputGradient),
        work: inputWork),
      Stage(
        "LSTM, backward: weight gradients",
        seconds: time { shard, pass in
          parts.multiplyWeightGradients(shard.batch.packing, in: &pass)
        }, work: inputWork + recurrentWork),
    ]
    let layers = bench.network.encoder.layers
    let whole = time { shard, pass in
      let packing = shard.batch.packing
      let input = pass.workspace.matrix(
        rows: packing.rowCount, columns: layer.leftToRight.inputWeights.rows)
      input.fill(0.1)
      let (output, trace) = layers.forward(
        PackedSequences(values: input, packing: packing), in: &pass)
      _ = layers.backward(output, through: trace, in: &pass)
    }
    let known = stages.reduce(0) { $0 + $1.seconds }
    return stages + [Stage("LSTM: the time loop and copies", seconds: whole - known)]
  }

  private func outputStages() -> [Stage] {
    var layout = ParameterLayout()
    let (inputSize, labelCount) = (bench.network.encoder.outputSize, bench.labelCount)
    let linear = Linear(
      "projection", inputSize: inputSize, outputSize: labelCount, in: &layout)
    let weights = PackedWeights(MutableParameterBuffer(zerosFor: layout), forTraining: true)
    var linearPass = Pass(trainingWith: weights, gradients: Gradients(zerosFor: layout))
    let shards = bench.shards
    let projection = stopwatch.median(ofParts: shards.count) {
      linearPass.begin()
      let input = linearPass.workspace.matrix(rows: shards[$0].labels[0].count, columns: inputSize)
      let (output, trace) = linear.forward(input, in: &linearPass)
      _ = linear.backward(output, through: trace, in: &linearPass)
    }
    let work = Double(bench.wordCount * inputSize * labelCount) * 6
    let head = bench.network.heads[0].head
    let loss = time { shard, pass in
      let scores = pass.workspace.zeros(rows: shard.labels[0].count, columns: labelCount)
      _ = head.loss(
        PackedSequences(values: scores, packing: shard.batch.packing), labels: shard.labels[0],
        scale: shard.scale, in: &pass)
    }
    return [
      Stage("scores of labels, forward and backward", seconds: projection, work: work),
      Stage("\(configuration.head.rawValue) loss and gradients", seconds: loss),
    ]
  }
}

extension CharacterEncoder {
  /// The floating-point operations of the products of a forward pass.
  func work(on words: IdSequences) -> Double {
    [layer.leftToRight, layer.rightToLeft].reduce(0) {
      $0 + 2
        * Double(
          words.ids.count * $1.inputWeights.range.count
            + (words.ids.count - words.count) * ($1.recurrentWeights?.range.count ?? 0))
    }
  }
}
