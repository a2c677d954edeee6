import ElmanTensors
import Elman
import ElmanEvaluation
import ElmanText
import Testing

@testable import ElmanTraining

/// Sentences of a small grammar in which a word's label depends on its neighbour: `can` and `fish`
/// are nouns after a determiner and verbs elsewhere.
func sampleCorpus(sentences count: Int = 40, path: String = "sample") -> TaggedCorpus {
  let patterns: [[(String, String)]] = [
    [("The", "DET"), ("fish", "NOUN"), ("can", "AUX"), ("swim", "VERB"), (".", "PUNCT")],
    [("We", "PRON"), ("can", "VERB"), ("the", "DET"), ("can", "NOUN"), (".", "PUNCT")],
    [("They", "PRON"), ("fish", "VERB")],
    [("A", "DET"), ("can", "NOUN"), ("!", "PUNCT")],
    [("Swim", "VERB")],
    [
      ("Old", "ADJ"), ("fish", "NOUN"), ("swim", "VERB"), ("in", "ADP"), ("the", "DET"),
      ("river", "NOUN"), (".", "PUNCT"),
    ],
  ]
  let chosen = (0..<count).map { patterns[$0 % patterns.count] }
  return TaggedCorpus(
    path: path, hash: "none",
    sentences: chosen.map { Sentence(words: $0.map(\.0)) }, labels: chosen.map { $0.map(\.1) })
}

/// The same sentences with parts of speech in two columns, and lemmas.
func morphologicalCorpus(sentences count: Int) -> TaggedCorpus {
  let corpus = sampleCorpus(sentences: count)
  let lemmas = corpus.sentences.map { sentence in
    sentence.words.indices.map { token in
      let form = sentence.form(token).lowercased()
      // Not what English does, but something to learn.
      return form == "swim" ? "swi" : form == "they" ? "we" : form
    }
  }
  return TaggedCorpus(
    path: corpus.path, hash: corpus.hash, sentences: corpus.sentences,
    labels: [
      .upos: corpus.labels[.upos] ?? [],
      .xpos: (corpus.labels[.upos] ?? []).map { $0?.map { String($0.prefix(1)) } },
      .lemma: lemmas,
    ])
}

/// The same sentences with fish and rivers as entities, those after a determiner together with it.
func entityCorpus(sentences count: Int) -> TaggedCorpus {
  let corpus = sampleCorpus(sentences: count)
  let labels = corpus.sentences.map { sentence -> [String] in
    let forms = sentence.words.indices.map { sentence.form($0).lowercased() }
    var labels = forms.map { $0 == "fish" ? "S-FISH" : "O" }
    for index in forms.indices.dropFirst() where ["the", "old"].contains(forms[index - 1]) {
      labels[index - 1] = forms[index] == "fish" ? "B-FISH" : "B-PLACE"
      labels[index] = forms[index] == "fish" ? "E-FISH" : "E-PLACE"
    }
    return labels
  }
  return TaggedCorpus(
    path: corpus.path, hash: corpus.hash, sentences: corpus.sentences,
    labels: [.upos: corpus.labels[.upos] ?? [], .ner: labels])
}

/// A network and a run that take a second.
func smallSettings() -> (TaggerConfiguration, TrainingConfiguration) {
  var model = TaggerConfiguration()
  model.hiddenSize = 16
  model.wordSize = 16
  model.characterSize = 8
  model.characterHiddenSize = 8
  model.minimumWordCount = 1
  model.inputDropout = 0.1
  model.outputDropout = 0.1
  model.wordDropout = 0.05
  var training = TrainingConfiguration()
  training.epochs = 15
  training.batchSize = 8
  training.learningRate = 0.02
  training.averageDecay = 0.9
  return (model, training)
}

extension Weights {
  /// The same, known to be in single precision.
  var single: PackedWeights { get throws { try #require(self as? PackedWeights) } }
}
