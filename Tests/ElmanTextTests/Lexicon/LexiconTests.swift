import ElmanBytes
import ElmanTestSupport
import Testing

@testable import ElmanText

@Suite struct LexiconTests {
  private let labels = ["lower 0 0 0 ", "lower 0 1 0 ", "keep 0 0 0 ", "whole be"].compactMap {
    LemmaRule($0)
  }
  private let parts = ["ADJ", "NOUN", "VERB"]

  private func lexicon(_ entries: [LexiconEntry]) throws -> Lexicon {
    try Lexicon(entries, labels: labels, partsOfSpeech: LabelSet(parts))
  }

  private func entry(
    _ form: String, _ lemma: String, _ part: String, _ features: String = "_"
  ) -> LexiconEntry {
    LexiconEntry(
      form: form.utf8, lemma: lemma.utf8, partOfSpeech: part.utf8, features: features.utf8)
  }

  /// The lemmas of a form, in the order of its readings.
  private func lemmas(_ form: String, in lexicon: Lexicon) -> Set<String> {
    var numbers: [Int32] = []
    let key = Array(TextNormalizer(foldsCase: true).normalized(form).utf8)
    key.withUnsafeBufferPointer { lexicon.findReadings(of: $0, into: &numbers) }
    return Set(
      numbers.map { number in
        let reading = lexicon.readings[Int(number)]
        let rule = (labels + lexicon.rules)[Int(reading.rule)]
        return "\(rule.lemma(of: form)) \(parts[Int(reading.partOfSpeech)])"
          + " \(lexicon.featureTexts[Int(reading.features)])"
      })
  }

  @Test func formsHaveTheirReadings() throws {
    let lexicon = try lexicon([
      entry("mice", "mouse", "NOUN", "Number=Plur"), entry("owls", "owl", "NOUN"),
      entry("owl", "owl", "NOUN"), entry("Ülker", "Ülker", "NOUN"), entry("is", "be", "VERB"),
      entry("saw", "saw", "NOUN"), entry("saw", "see", "VERB", "Tense=Past"),
      entry("saw", "see", "VERB", "Tense=Past"), entry("of", "of", "ADP"),
    ])
    #expect(lemmas("mice", in: lexicon) == ["mouse NOUN Number=Plur"])
    #expect(lemmas("MICE", in: lexicon) == ["mouse NOUN Number=Plur"])
    #expect(lemmas("owls", in: lexicon) == ["owl NOUN _"])
    #expect(lemmas("ülker", in: lexicon) == ["ülker NOUN _"])
    #expect(lemmas("is", in: lexicon) == ["be VERB _"])
    #expect(lemmas("saw", in: lexicon) == ["saw NOUN _", "see VERB Tense=Past"])
    // No part of speech that the tagger knows.
    #expect(lemmas("of", in: lexicon).isEmpty)
    #expect(lemmas("", in: lexicon).isEmpty)
    #expect(lemmas("ow", in: lexicon).isEmpty)
    #expect(lemmas("zzz", in: lexicon).isEmpty)
    #expect(lexicon.rules.count == 2)
    // A whole word serves as a rule only if no edit does.
    #expect(lexicon.rules.allSatisfy { !$0.isWhole })
  }

  @Test func lemmasAreForms() throws {
    let lexicon = try lexicon([
      entry("mice", "mouse", "NOUN"), entry("Mouse", "mouse", "NOUN"), entry("run", "run", "VERB"),
    ])
    func isLemma(_ word: String, _ part: Int32) -> Bool {
      var numbers: [Int32] = []
      return Array(word.utf8).withUnsafeBufferPointer {
        lexicon.isLemma($0, partOfSpeech: part, using: &numbers)
      }
    }
    #expect(isLemma("mouse", 1) && isLemma("run", 2))
    #expect(!isLemma("mice", 1) && !isLemma("run", 1) && !isLemma("rat", 1))
  }

  /// Words of few letters, so that many share their beginning.
  private func word(_ random: inout SeededGenerator, longest: Int = 6) -> String {
    let letters = Array("abcé")
    return String(
      (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      })
  }

  @Test func lookUpsFindWhatADictionaryDoes() throws {
    for seed in 0..<20 {
      var random = SeededGenerator(seed: UInt64(seed))
      var dictionary: [String: Set<String>] = [:]
      var entries: [LexiconEntry] = []
      for _ in 0..<(seed * 30 + 1) {
        let (form, lemma) = (word(&random), word(&random))
        let part = parts[Int.random(in: 0..<parts.count, using: &random)]
        entries.append(entry(form, lemma, part))
        dictionary[form, default: []].insert("\(lemma) \(part) _")
      }
      let lexicon = try lexicon(entries)
      for (form, expected) in dictionary { #expect(lemmas(form, in: lexicon) == expected) }
      for _ in 0..<300 {
        let form = word(&random, longest: 8)
        #expect(lemmas(form, in: lexicon) == dictionary[form] ?? [])
      }
    }
  }

  /// The same lexicon on tables of which some are changed.
  private func reread(
    _ lexicon: Lexicon, owner: TableOwner
  ) throws(LexiconTableError) -> Lexicon {
    try Lexicon(
      validating: UnsafeRawBufferPointer(owner.forms), blocks: UnsafeBufferPointer(owner.blocks),
      heads: UnsafeBufferPointer(owner.heads), owner: owner,
      readings: UnsafeBufferPointer(owner.readings), rules: lexicon.ruleTexts,
      features: lexicon.featureTexts, labels: labels, partOfSpeechCount: parts.count)
  }

  /// Memory of tables that may be changed.
  private final class TableOwner {
    let forms: UnsafeMutableBufferPointer<UInt8>
    let blocks: UnsafeMutableBufferPointer<Int32>
    let heads: UnsafeMutableBufferPointer<UInt32>
    let readings: UnsafeMutableBufferPointer<Int32>

    init(_ lexicon: Lexicon) {
      func copy<Element>(_ elements: some Collection<Element>) -> UnsafeMutableBufferPointer<
        Element
      > {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = memory.initialize(from: elements)
        return memory
      }
      (forms, blocks, heads, readings) = lexicon.withTables {
        forms, blocks, heads, readings, _, _ in
        (copy(forms), copy(blocks), copy(heads), copy(readings))
      }
    }

    deinit {
      forms.deallocate()
      blocks.deallocate()
      heads.deallocate()
      readings.deallocate()
    }
  }

  @Test func tablesMakeTheSameLexicon() throws {
    let entries = (0..<100).map { entry("word\($0)s", "word\($0)", "NOUN") }
    let lexicon = try lexicon(entries)
    let same = try reread(lexicon, owner: TableOwner(lexicon))
    for number in 0..<110 {
      #expect(lemmas("word\(number)s", in: same) == lemmas("word\(number)s", in: lexicon))
    }
  }

  @Test func damagedTablesAreRefusedOrStayWithinTheirBounds() throws {
    let lexicon = try lexicon((0..<60).map { entry("form\($0)s", "form\($0)", "NOUN") })
    for seed in 0..<2_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let owner = TableOwner(lexicon)
      for _ in 0...Int.random(in: 0..<6, using: &random) {
        owner.forms[Int.random(in: 0..<owner.forms.count, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
        if seed % 3 == 1 {
          owner.heads[Int.random(in: 0..<owner.heads.count, using: &random)] = .random(
            in: 0...(.max), using: &random)
        }
        if seed % 3 == 2 {
          owner.readings[Int.random(in: 0..<owner.readings.count, using: &random)] =
            Int32.random(in: -2...8, using: &random)
        }
      }
      guard let damaged = try? reread(lexicon, owner: owner) else { continue }
      for number in 0..<60 { _ = lemmas("form\(number)s", in: damaged) }
    }
    var owner = TableOwner(lexicon)
    owner.readings[0] = 99
    #expect(throws: LexiconTableError.outOfRange(reading: 0, found: 99, count: 4)) {
      try reread(lexicon, owner: owner)
    }
    owner = TableOwner(lexicon)
    owner.blocks[1] = -1
    #expect(throws: LexiconTableError.self) { try reread(lexicon, owner: owner) }
  }

  @Test func finiteVerbsAreKnownByTheirFeatures() throws {
    let lexicon = try lexicon([
      entry("sleeps", "sleep", "VERB", "VerbForm=Fin"), entry("sleep", "sleep", "VERB"),
      entry("slept", "sleep", "VERB", "Tense=Past|VerbForm=Part"),
      entry("sang", "sing", "VERB", "Tense=Past|VerbForm=Fin"),
      entry("sung", "sing", "VERB", "Tense=Past"),
    ])
    func isFinite(_ form: String) -> [Bool] {
      var numbers: [Int32] = []
      Array(form.utf8).withUnsafeBufferPointer { lexicon.findReadings(of: $0, into: &numbers) }
      return numbers.map(lexicon.isFinite)
    }
    #expect(isFinite("sleeps") == [true] && isFinite("sang") == [true])
    #expect(isFinite("sleep") == [false] && isFinite("slept") == [false])
    #expect(isFinite("sung") == [false])
  }

  @Test func featuresHoldOthersIfTheyHaveTheSameValues() {
    let past = FeatureSet("Tense=Past|VerbForm=Fin".utf8)
    #expect(past.holds(FeatureSet("VerbForm=Fin".utf8)) && past.holds(past))
    #expect(past.holds(FeatureSet("_".utf8)))
    #expect(!past.holds(FeatureSet("VerbForm=Part".utf8)))
    #expect(!past.holds(FeatureSet("Tense=Past|Person=3".utf8)))
  }

  @Test func featuresAgreeUnlessTheyContradict() {
    let plural = FeatureSet("Number=Plur|Person=3".utf8)
    #expect(FeatureSet("_".utf8).agrees(with: plural))
    #expect(FeatureSet("Number=Plur".utf8).agrees(with: plural))
    #expect(FeatureSet("Number=Plur|Tense=Past".utf8).agrees(with: plural))
    #expect(!FeatureSet("Number=Sing".utf8).agrees(with: plural))
    #expect(plural.agrees(with: FeatureSet("".utf8)))
  }
}
