import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct CharacterEncoderTests {
  @Test(arguments: raggedLengths, hiddenSizes)
  func gradients(lengths: [Int], size: Int) {
    var layout = ParameterLayout()
    let encoder = CharacterEncoder(
      characterCount: 6, embeddingSize: 4, hiddenSize: size, in: &layout)
    // From the shortest on, so that the packing has to change the order.
    let words = idSequences(lengths.reversed(), below: 6)
    expectExactGradients(layout) { _, pass in
      let (output, trace) = encoder.forward(words, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      encoder.backward(gradient, through: trace, in: &pass)
      return (loss, nil)
    }
  }

  /// A word's vector is the state after its last character from the left, and after its first from
  /// the right, whatever words stand beside it.
  @Test func takesTheLastStateOfEachDirection() {
    var layout = ParameterLayout()
    let encoder = CharacterEncoder(characterCount: 6, embeddingSize: 4, hiddenSize: 5, in: &layout)
    let network = TestNetwork(random: layout)
    let lengths = [2, 5, 1, 5, 3]
    let words = idSequences(lengths, below: 6)
    var pass = network.trainingPass()
    let vectors = encoder.forward(words, in: &pass).output
    for (index, length) in lengths.enumerated() {
      let ids = Array(words.ids[words.offsets[index]..<words.offsets[index + 1]])
      let characters = encoder.embedding.forward(ids, in: &pass).output
      let states = encoder.layer.forward(
        PackedSequences(values: characters, packing: SequencePacking(lengths: [length])), in: &pass
      ).output.values
      let expected = Array(states[row: length - 1][0..<5]) + Array(states[row: 0][5..<10])
      #expect(Array(vectors[row: index]) == expected)
    }
  }

  @Test func idSequencesKeepOneArray() {
    let sequences = idSequences([2, 1, 3], below: 9)
    #expect(sequences.count == 3)
    #expect(sequences.offsets == [0, 2, 3, 6])
    #expect(IdSequences().count == 0)
  }
}

/// Random sequences of ids of the given lengths.
func idSequences(_ lengths: [Int], below bound: Int, seed: UInt64 = 8) -> IdSequences {
  var sequences = IdSequences()
  for (index, length) in lengths.enumerated() {
    sequences.append(randomIds(length, below: bound, seed: seed + UInt64(index))[...])
  }
  sequences.pack()
  return sequences
}
