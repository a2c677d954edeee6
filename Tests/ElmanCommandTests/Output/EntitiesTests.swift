import ElmanTestSupport
import Foundation
import Testing

/// A tagger that finds entities, from its files to every form of output.
struct EntitiesTests {
  private static let settings = """
    {"model": {"hiddenSize": 16, "wordSize": 16, "characterSize": 8, "characterHiddenSize": 8,
      "minimumWordCount": 1, "affixSize": 8, "inputDropout": 0, "outputDropout": 0, "wordDropout": 0},
     "training": {"epochs": 60, "patience": 60, "learningRate": 0.02, "averageDecay": 0}}
    """

  private static let conllu = """
    # sent_id = a
    1\tZoë\t_\tPROPN\t_\t_\t_\t_\t_\t_
    2\tWeir\t_\tPROPN\t_\t_\t_\t_\t_\t_
    3\tnaps\t_\tVERB\t_\t_\t_\t_\t_\tSpaceAfter=No
    4\t.\t_\tPUNCT\t_\t_\t_\t_\t_\t_

    # sent_id = b
    1\tShe\t_\tPRON\t_\t_\t_\t_\t_\t_
    2\tleft\t_\tVERB\t_\t_\t_\t_\t_\t_
    3\tBath\t_\tPROPN\t_\t_\t_\t_\t_\tX=y


    """

  private static let iob2 = """
    # sent_id = b
    1\tShe\tO
    2\tleft\tO
    3\tBath\tB-LOC

    # sent_id = a
    1\tZoë\tB-PER
    2\tWeir\tI-PER
    3\tnaps\tO
    4\t.\tO


    """

  /// CoNLL-U with entities.
  private static let gold =
    conllu.replacing(
      "Zoë\t_\tPROPN\t_\t_\t_\t_\t_\t_", with: "Zoë\t_\tPROPN\t_\t_\t_\t_\t_\tNER=B-PER"
    )
    .replacing("Weir\t_\tPROPN\t_\t_\t_\t_\t_\t_", with: "Weir\t_\tPROPN\t_\t_\t_\t_\t_\tNER=I-PER")
    .replacing("X=y", with: "X=y|NER=B-LOC")

  private static let columns = "Zoë I-PER\nWeir I-PER\nnaps O\n. O\n\nShe O\nleft O\nBath I-LOC\n"

  /// Runs lines of shell in a folder with all of the files.
  private func shell(
    _ script: String, in folder: TemporaryFolder, input: String = ""
  ) async throws -> Program {
    for (text, name) in [
      (Self.settings, "settings.json"), (Self.conllu, "plain.conllu"), (Self.iob2, "gold.iob2"),
      (Self.gold, "gold.conllu"), (Self.columns, "gold.conll"),
    ] {
      try folder.write(text.utf8, to: name)
    }
    return try await Program.shell(
      "cd '\(folder.path)' && train='train tagger --overwrite --config settings.json --output m.safetensors'"
        + " && \(script)", input: input)
  }

  private func answer(
    _ script: String, in folder: TemporaryFolder, input: String = ""
  ) async throws -> String {
    let result = try await shell(script, in: folder, input: input)
    #expect(result.exitCode == 0, "\(script): \(result.standardError)")
    return result.text
  }

  private static let trainBoth = """
    $elman $train --column upos --column ner=gold.iob2,gold.iob2 --train plain.conllu \
    --dev plain.conllu
    """

  @Test func everyOutputHasTheEntities() async throws {
    let folder = try TemporaryFolder()
    let trained = try await shell(Self.trainBoth, in: folder)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    #expect(trained.standardError.contains("\ngold.iob2: ner of 2 sentences\n"))
    #expect(trained.standardError.contains("dev mean 100.00 %, upos 100.00 %, ner F1 100.00 %"))

    let tag = "$elman tag --model ./m.safetensors"
    #expect(try await answer("\(tag) --input conllu plain.conllu", in: folder) == Self.gold)
    // Entities that are there already are found anew.
    let other = Self.gold.replacing("NER=B-PER", with: "NER=B-ORG|Y=z")
    let again = Self.gold.replacing("NER=B-PER", with: "NER=B-PER|Y=z")
    #expect(try await answer("\(tag) --input conllu", in: folder, input: other) == again)

    let text = "Zoë Weir naps.\nShe left Bath\n"
    let conllu = try await answer("\(tag) --input presegmented", in: folder, input: text)
    #expect(conllu.contains("1\tZoë\t_\tPROPN\t_\t_\t_\t_\t_\tNER=B-PER\n"))
    #expect(conllu.contains("3\tnaps\t_\tVERB\t_\t_\t_\t_\t_\tSpaceAfter=No\n"))
    #expect(conllu.contains("3\tBath\t_\tPROPN\t_\t_\t_\t_\t_\tSpacesAfter=\\n|NER=B-LOC\n"))
    #expect(
      try await answer("\(tag) --input presegmented --output tsv", in: folder, input: text) == """
        Zoë\tPROPN\tB-PER
        Weir\tPROPN\tI-PER
        naps\tVERB\tO
        .\tPUNCT\tO

        She\tPRON\tO
        left\tVERB\tO
        Bath\tPROPN\tB-LOC


        """)
    #expect(
      try await answer("\(tag) --input presegmented --output pretty", in: folder, input: text)
        == """
        [Zoë Weir PER] naps.
        Zoë    Weir   naps  .
        PROPN  PROPN  VERB  PUNCT

        She left [Bath LOC]
        She   left  Bath
        PRON  VERB  PROPN


        """)
    let json = try await answer(
      "\(tag) --input presegmented --output jsonl", in: folder, input: text)
    let sentences = try JSONSentence.all(in: json)
    let entities = try #require(sentences.first?.entities)
    #expect(entities.map(\.text) == ["Zoë Weir"])
    #expect(sentences[0].tokens.map(\.upos) == ["PROPN", "PROPN", "VERB", "PUNCT"])
    let bath = try #require(sentences.last?.entities?.first)
    #expect((bath.type, bath.tokenStart, bath.tokenEnd) == ("LOC", 2, 3))
    #expect((bath.utf8Start, bath.utf8End, bath.utf16Start, bath.utf16End) == (25, 29, 24, 28))
    #expect(try #require(bath.probability) > 0.5)
  }

  @Test func evaluationKnowsEachColumnForItself() async throws {
    let folder = try TemporaryFolder()
    _ = try await answer(Self.trainBoth, in: folder)
    let evaluate = "$elman evaluate --model ./m.safetensors"
    let both = try await answer(
      "\(evaluate) plain.conllu --column upos --column ner=gold.iob2", in: folder)
    for row in [
      "upos              100.00 %", "entity F1           100.00 %   2 of 2 entities, 2 predicted",
      "mean                100.00 %", "PER      100.00 %   100.00 %   100.00 %         1",
      "calibration error  0.",
    ] {
      #expect(both.contains(row), "\(row)\n\(both)")
    }
    #expect(try await answer("\(evaluate) gold.conllu", in: folder).contains("mean "))
    let tags = try await answer("\(evaluate) plain.conllu", in: folder)
    #expect(tags.hasPrefix("accuracy        100.00 %   7 of 7 words"))
    for arguments in ["plain.conllu --column ner=gold.iob2", "gold.conll", "gold.iob2"] {
      let entities = try await answer("\(evaluate) \(arguments)", in: folder)
      #expect(entities.hasPrefix("entity F1           100.00 %"), "\(entities)")
    }
    let json = try await answer("\(evaluate) --json gold.conllu", in: folder)
    #expect(json.contains(#""LOC":{"correct":1,"f1":1,"gold":1,"precision":1,"predicted":1"#))
    #expect(json.contains(#""columns":{"upos":{"accuracy":1"#))
    let only = try await answer("\(evaluate) --json gold.conll", in: folder)
    #expect(only.contains(#""macroF1":1"#) && !only.contains("accuracy"))
    // The shipped or another tagger of parts of speech has nothing to say of entities.
    let wrong = try await shell(
      """
      $elman evaluate plain.conllu --column ner=gold.iob2; $elman evaluate gold.iob2; \
      \(evaluate) plain.conllu --column ner; \(evaluate) plain.conllu --column ner=a,b; \
      \(evaluate) --raw plain.conllu --column upos
      """, in: folder)
    let lines = wrong.standardError.split(separator: "\n")
    let expected = [
      "expected a column of the model, which has upos; found ner",
      "gold.iob2:2: expected 10 columns",
      "expected labels in the column ner, found only 'O'", "found a second one, b",
      "expected --column without --raw",
    ]
    #expect(lines.count == expected.count, "\(wrong.standardError)")
    for (line, message) in zip(lines, expected) {
      #expect(line.hasPrefix("error: ") && line.contains(message), "\(line)")
    }
  }

  @Test func entitiesAloneAreLearnedFromColumns() async throws {
    let folder = try TemporaryFolder()
    let trained = try await shell(
      "$elman $train --column ner --train gold.conll --dev gold.conllu", in: folder)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    #expect(trained.standardError.contains("m.safetensors: epoch"))
    #expect(trained.standardError.contains("dev entity F1 100.00 %\n"))
    let tag = "$elman tag --model ./m.safetensors --input horizontal"
    let text = "Zoë Weir naps .\n"
    #expect(
      try await answer("\(tag) --output horizontal", in: folder, input: text)
        == "Zoë_B-PER Weir_I-PER naps_O ._O\n")
    #expect(
      try await answer("\(tag) --output pretty", in: folder, input: text)
        == "[Zoë Weir PER] naps .\n\n")
    let json = try await answer("\(tag) --output jsonl", in: folder, input: text)
    let sentence = try #require(try JSONSentence.all(in: json).first)
    #expect(sentence.entities?.map(\.type) == ["PER"])
    #expect(sentence.tokens.allSatisfy { $0.tag == nil && $0.probability == nil })
    let small = try await shell(
      """
      $elman quantize ./m.safetensors -o s.safetensors --dev gold.conll && \
      $elman inspect ./s.safetensors && $elman evaluate --model ./s.safetensors gold.conll
      """, in: folder)
    #expect(
      small.standardError.contains("entity F1 100.00 %, before 100.00 %; 0.00 % of the labels"))
    #expect(
      small.text.contains("labels        9: O B-LOC I-LOC E-LOC S-LOC B-PER I-PER E-PER S-PER\n"))
    #expect(small.text.contains("\"devEntityF1\":1"))
  }

  @Test func whatIsWrongInLabelsIsToldInALine() async throws {
    let folder = try TemporaryFolder()
    let repaired = try await shell(
      """
      printf 'Zoë B-PER\\nWeir I-PER\\n\\nBath I-LOC\\n' > faulty.conll && \
      $elman $train --epochs 1 --column ner --train faulty.conll --dev gold.conll
      """, in: folder)
    #expect(repaired.exitCode == 0)
    #expect(
      repaired.standardError.hasPrefix(
        """
        warning: faulty.conll:4: expected labels that are valid BIO, found 'I-LOC', read as 'B-LOC'; \
        repaired are 1 label in 1 sentence

        """), "\(repaired.standardError)")
    let differing = try await shell(
      """
      printf '# sent_id = a\\n1\\tZoë\\tB-PER\\n2\\tWeir\\tI-PER\\n3\\tnaps.\\tO\\n\\n' > part.iob2 && \
      $elman $train --epochs 1 --column upos --column ner=part.iob2,gold.iob2 \
      --train plain.conllu --dev plain.conllu
      """, in: folder)
    #expect(differing.exitCode == 0, "\(differing.standardError)")
    #expect(differing.standardError.contains("part.iob2: ner of 1 sentences\n"))
    let other = try await shell(
      """
      $elman $train --column upos --column ner=gold.conll,gold.conll --train gold.conllu \
      --dev gold.conllu --epochs 1 && sed 's/Bath/Deal/' gold.iob2 > deal.iob2 && \
      cat deal.iob2 > two.iob2 && printf '# sent_id = c\\n1\\tx\\tO\\n\\n' >> two.iob2 && \
      $elman $train --column upos --column ner=two.iob2,gold.iob2 --train plain.conllu \
      --dev plain.conllu --epochs 1
      """, in: folder)
    #expect(other.exitCode == 65)
    #expect(
      other.standardError.split(separator: "\n").last
        == "error: two.iob2: sentence 2: expected the words 'She left Bath', found 'She left Deal'")
  }
}
