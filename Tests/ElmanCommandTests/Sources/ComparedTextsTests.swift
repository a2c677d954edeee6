import Foundation
import Testing

/// Sets and dictionaries compare a `String` by Unicode's equivalence, and its own methods take it apart
/// by characters; what a file says is bytes, for which there are `Spelling` and `BytePath`. Where text is
/// a key or taken apart all the same is listed here with the reason, and so are the dictionaries that
/// end the program where a key comes twice.
@Suite struct ComparedTextsTests {
  /// For each file how many of its lines have such a mark.
  private static let places: [String: Int] = [
    // Names that the program gives, all of ASCII: scores, columns, gates, roles of files.
    "ElmanCommand/CheckpointOptions.swift": 2, "ElmanCommand/GradientReport.swift": 1,
    "ElmanCommand/Gradients.swift": 1, "ElmanCommand/Models.swift": 1,
    "ElmanCommand/Pretrain.swift": 1,
    "ElmanCommand/Provenance.swift": 2, "ElmanCommand/RawTextReport.swift": 2,
    "ElmanCommand/TrainTagger+Plan.swift": 2, "ElmanLaboratory/RecallTask.swift": 1,
    "ElmanTraining/CheckpointPlan.swift": 2, "ElmanEvaluation/ClassifierScore.swift": 1,
    "ElmanEvaluation/DevScore.swift": 1, "ElmanEvaluation/EntityScore.swift": 1,
    "ElmanEvaluation/LanguageModelScore.swift": 1, "ElmanEvaluation/TaggerScore.swift": 1,
    "ElmanEvaluation/TokenizerScore.swift": 1,
    // Objects of JSON, whose keys `LookAlikes` has made unlike each other.
    "ElmanCommand/ClassifierReport.swift": 1, "ElmanCommand/EntityTable.swift": 1,
    "ElmanCommand/LabelTable.swift": 1, "ElmanCommand/TaggerReport.swift": 2,
    "ElmanCommand/TreeTable.swift": 1,
    // Keys of files, which are refused where only normalization tells them apart.
    "Elman/ModelChecksums.swift": 1, "Elman/ModelMetadata.swift": 2,
    "ElmanCorpora/JSONCheck.swift": 1, "ElmanTensors/SafetensorsFile.swift": 1,
    "ElmanTensors/SafetensorsHeader.swift": 1, "ElmanTensors/SafetensorsWriter.swift": 1,
    "ElmanTraining/Checkpoint.swift": 1,
    // Looked up by way of `weightsByLabel`.
    "Elman/ClassifierConfiguration.swift": 1,
    // Texts that are to be one although their bytes differ.
    "ElmanChecking/LabelCheck.swift": 1,
    // Words of the program's own.
    "Elman/SentimentScale.swift": 1, "ElmanLaboratory/RecallGrammar.swift": 3,
    // The type of a value, not a value; scores by the names that the program gives.
    "Elman/Settings.swift": 3,
    // Keys that are no text, each there once: parameters, lemma rules, columns made distinct before.
    "ElmanTensors/PackedWeights.swift": 1, "ElmanText/LemmaRuleBuilder.swift": 1,
    "ElmanEvaluation/TaggedCorpus+File.swift": 1, "ElmanTraining/WeightAverage.swift": 1,
    "ElmanTraining/WeightUpdate.swift": 1,
    // Types of Apple's framework, whose texts are compared as Swift compares strings.
    "ElmanNaturalLanguage/NLEmbedding.swift": 1, "ElmanNaturalLanguage/NLGazetteer.swift": 5,
    "ElmanNaturalLanguage/NLModel.swift": 3, "ElmanNaturalLanguage/NLTagger+Tags.swift": 1,
    "ElmanNaturalLanguage/SchemeAnswers+Hypotheses.swift": 6,
    "ElmanNaturalLanguage/SchemeAnswers.swift": 1, "ElmanNaturalLanguage/VectorFile.swift": 1,
    // Messages of the parser and options.
    "ElmanCommand/Failure.swift": 1,
    // What the system says of itself, and its names of encodings.
    "ElmanBenchmarks/Machine.swift": 1, "ElmanCorpora/TextEncoding.swift": 2,
  ]

  private static let marks = [
    "Set<String>", "Set<Substring>", "[String:", "[Substring:", "uniqueKeysWithValues",
    "hasPrefix(",
    "hasSuffix(", "lastIndex(of: \"", "split(separator: \"/\"",
  ]

  @Test func onlyTheListedFilesCompareTextAsStringsDo() throws {
    let sources = Documentation.package.appending(path: "Sources").path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources)
      .filter { $0.hasSuffix(".swift") }
    #expect(paths.count > 100)
    var found: [String: Int] = [:]
    for path in paths {
      let lines = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
        .components(separatedBy: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      let count = lines.count { line in Self.marks.contains { line.contains($0) } }
      if count > 0 { found[Documentation.moduleAndFile(path)] = count }
    }
    for path in Set(found.keys).union(Self.places.keys).sorted() {
      #expect(found[path] ?? 0 == Self.places[path] ?? 0, "\(path)")
    }
  }
}
