import Elman
import ElmanNaturalLanguage
import ElmanTestSupport
import Testing

struct TaggerTests {
  @Test func tokenTypes() {
    #expect(
      TextSamples.tags("Hi, $5 now\n", .tokenType, .word, []) == [
        "Hi=Word", ",=Punctuation", " =Whitespace", "$=Other", "5=Word", " =Whitespace", "now=Word",
        "\n=Whitespace",
      ])
  }

  @Test func lexicalClasses() {
    #expect(
      TextSamples.tags(TextSamples.english, .lexicalClass) == [
        "Mira=Noun", "Oakes=Noun", "ca=Verb", "n't=Particle", "leave=Verb", "\"=OpenQuote",
        "Boston=Noun", "\"=CloseQuote", "(=OpenParenthesis", "yet=Adverb", ")=CloseParenthesis",
        ".=SentenceTerminator", "She=Pronoun", "works=Verb", "for=Preposition", "NASA=Noun",
        "!=SentenceTerminator", "Is=Verb", "it=Pronoun", "far=Adverb", "?=SentenceTerminator",
      ])
    #expect(
      TextSamples.tags("half-empty — owls, the two and oh\n", .lexicalClass, .word, []).filter {
        !$0.hasPrefix(" ")
      } == [
        "half=Noun", "-=WordJoiner", "empty=Adjective", "—=Dash", "owls=Noun",
        ",=OtherPunctuation", "the=Determiner", "two=Number", "and=Conjunction",
        "oh=Interjection", "\n=ParagraphBreak",
      ])
    #expect(
      TextSamples.tags("我买了三本书。", .lexicalClass, language: .simplifiedChinese).contains(
        "本=Classifier"))
  }

  @Test func namesStandAloneOrJoined() {
    let names = TextSamples.tags(TextSamples.english, .nameType)
    #expect(names.prefix(3) == ["Mira=PersonalName", "Oakes=PersonalName", "ca=OtherWord"])
    #expect(names.contains("Boston=PlaceName") && names.contains("NASA=OrganizationName"))
    let joined = TextSamples.tags(
      TextSamples.english, .nameTypeOrLexicalClass, .word,
      [.omitWhitespace, .omitPunctuation, .joinNames, .joinContractions])
    #expect(
      joined == [
        "Mira Oakes=PersonalName", "can't=Verb", "leave=Verb", "Boston=PlaceName", "yet=Adverb",
        "She=Pronoun", "works=Verb", "for=Preposition", "NASA=OrganizationName", "Is=Verb",
        "it=Pronoun", "far=Adverb",
      ])
  }

  @Test func optionsLeaveKindsOut() {
    let text = "Hi, $5 now"
    let all = TextSamples.tags(text, .tokenType, .word, [])
    for (option, kind): (NLTagger.Options, String) in [
      (.omitWords, "Word"), (.omitPunctuation, "Punctuation"), (.omitWhitespace, "Whitespace"),
      (.omitOther, "Other"),
    ] {
      let left = TextSamples.tags(text, .tokenType, .word, option)
      #expect(left == all.filter { !$0.hasSuffix("=\(kind)") } && left.count < all.count)
    }
  }

  @Test func enumerationStopsWhenItIsTold() {
    let text = "One two three."
    let tagger = NLTagger(tagSchemes: [.tokenType])
    tagger.string = text
    var words: [Substring] = []
    tagger.enumerateTags(in: TextSamples.all(text), unit: .word, scheme: .tokenType) { _, range in
      words.append(text[range])
      return words.count < 3
    }
    #expect(words == ["One", " ", "two"])
  }

  @Test func whiteSpaceWithinNamesIsWhiteSpace() {
    #expect(TextSamples.tags("Mira Oakes", .nameType, .word, []).contains(" =OtherWhitespace"))
  }

  @Test func lemmas() {
    #expect(
      TextSamples.tags("The geese flew.", .lemma) == [
        "The=the", "geese=goose", "flew=fly", ".=nil",
      ])
  }

  @Test func languagesAndScripts() {
    #expect(
      TextSamples.tags("Die Eule schläft.", .language, language: nil).allSatisfy {
        $0.hasSuffix("=de")
      })
    #expect(
      TextSamples.tags("Die Eule.", .script, language: nil).prefix(2) == ["Die=Latn", "Eule=Latn"])
    #expect(
      TextSamples.tags("ありがとう、世界", .script, .document, language: nil) == ["ありがとう、世界=Jpan"])
    #expect(TextSamples.tags("這是我們說的", .script, .document, language: nil) == ["這是我們說的=Hant"])
    #expect(TextSamples.tags("123", .script, .document, language: nil) == ["123=nil"])
  }

  @Test func sentimentIsOfSentencesAndMore() throws {
    for unit: NLTokenUnit in [.sentence, .paragraph, .document] {
      let tagger = NLTagger(tagSchemes: [.sentimentScore])
      for (text, isGood) in [("What a wonderful film!", true), ("I hate this awful place.", false)]
      {
        tagger.string = text
        let tag = try #require(
          tagger.tag(at: text.startIndex, unit: unit, scheme: .sentimentScore).0)
        let score = try #require(Double(tag.rawValue))
        #expect(isGood ? score > 0.3 : score < -0.3)
      }
    }
    #expect(TextSamples.tags("Fine.", .sentimentScore) == ["Fine=nil", ".=nil"])
  }

  @Test func edgesHaveNoTags() {
    let tagger = NLTagger(tagSchemes: [.lexicalClass])
    for scheme: NLTagScheme in [.lexicalClass, .language, .sentimentScore, NLTagScheme("Mine")] {
      for unit in NLTokenUnit.allCases {
        for text in ["", "Owl"] {
          tagger.string = text
          let (tag, range) = tagger.tag(at: text.endIndex, unit: unit, scheme: scheme)
          #expect(tag == nil && range == text.endIndex..<text.endIndex)
          #expect(
            tagger.tagHypotheses(
              at: text.endIndex, unit: unit, scheme: scheme, maximumCount: 3
            ).0.isEmpty)
        }
      }
    }
    tagger.string = nil
    #expect(tagger.dominantLanguage == nil)
    #expect(tagger.tags(in: TextSamples.all(""), unit: .word, scheme: .lexicalClass).isEmpty)
  }

  @Test func anIndexWithinACharacterIsInItsWord() {
    let text = "e\u{301}te\u{301} 👍🏽"
    let tagger = NLTagger(tagSchemes: [.tokenType])
    tagger.string = text
    for index in text.unicodeScalars.indices {
      let range = tagger.tag(at: index, unit: .word, scheme: .tokenType).1
      #expect(range.contains(index))
      #expect(String.Index(range.lowerBound, within: text) != nil)
    }
  }

  @Test func languagesOfPartsMayBeSet() {
    let text = "The owl sleeps. Die Eule schläft."
    let tagger = NLTagger(tagSchemes: [.lexicalClass])
    tagger.string = text
    tagger.setLanguage(.english, range: TextSamples.all(text))
    let german = text.range(of: "Die Eule schläft.")
    if let german { tagger.setLanguage(.german, range: german) }
    let tags = tagger.tags(
      in: TextSamples.all(text), unit: .word, scheme: .language, options: .omitWhitespace)
    #expect(tags.map { $0.0?.rawValue } == ["en", "en", "en", "en", "de", "de", "de", "de"])
    #expect(
      tags.map { String(text[$0.1]) } == [
        "The", "owl", "sleeps", ".", "Die", "Eule", "schläft", ".",
      ])
    #expect(
      tagger.tag(at: text.index(text.startIndex, offsetBy: 25), unit: .word, scheme: .lexicalClass)
        .0 == .verb)
  }

  @Test func whatIsNotSetIsRecognizedByItself() throws {
    let text = "The old owl sleeps. Ich habe gestern zwei schöne alte Häuser gesehen."
    let tagger = NLTagger(tagSchemes: [.language])
    tagger.string = text
    let german = try #require(text.range(of: "Ich habe gestern zwei schöne alte Häuser gesehen."))
    tagger.setLanguage(.german, range: german)
    #expect(tagger.tag(at: text.startIndex, unit: .word, scheme: .language).0 == NLTag("en"))
    #expect(tagger.tag(at: german.lowerBound, unit: .word, scheme: .language).0 == NLTag("de"))
  }

  @Test(arguments: ["children", "Women", "geese", "Paris", "Hi", "running shoes", "The men"])
  func aFewWordsThatAreKnownInEnglishAreEnglish(text: String) {
    #expect(TextSamples.tags(text, .language, language: nil).allSatisfy { $0.hasSuffix("=en") })
  }

  @Test(arguments: [
    ("Guten Morgen", "de"), ("Je t'aime", "fr"), ("gatto nero", "it"), ("谢谢", "zh-Hans"),
  ])
  func aFewWordsOfAnotherLanguageAreInThat(text: String, code: String) {
    #expect(
      TextSamples.tags(text, .language, language: nil).allSatisfy { $0.hasSuffix("=\(code)") })
  }

  @Test func linesEndSentences() {
    let text = "Milk\nEggs\nCall Anna"
    let tokenizer = NLTokenizer(unit: .sentence)
    tokenizer.string = text
    #expect(
      tokenizer.tokens(for: TextSamples.all(text)).map { text[$0] } == [
        "Milk\n", "Eggs\n", "Call Anna",
      ])
  }

  @Test(arguments: [
    "Este producto es excelente, me encanta.", "\n", "12345", "Die Lieferung war schnell.",
  ])
  func whatIsNotInEnglishHasNoSentiment(text: String) {
    for unit: NLTokenUnit in [.sentence, .paragraph, .document] {
      let tags = TextSamples.tags(text, .sentimentScore, unit, language: nil)
      #expect(tags.allSatisfy { $0.hasSuffix("=nil") })
    }
  }

  @Test(arguments: ["😍😍😍", ":)", "❤️"]) func emojiHaveSentiment(text: String) {
    let tags = TextSamples.tags(text, .sentimentScore, .document, language: nil)
    #expect(tags.count == 1 && !tags[0].hasSuffix("=nil") && !tags[0].contains("=-"))
  }

  @Test func textInALanguageWithoutAModelIsCutAlone() {
    let words = TextSamples.tags("Bună ziua lume", .lexicalClass, language: NLLanguage("tlh"))
    #expect(words == ["Bună=OtherWord", "ziua=OtherWord", "lume=OtherWord"])
    #expect(TextSamples.tags("Bună", .lemma, language: NLLanguage("tlh")) == ["Bună=nil"])
  }

  @Test func hypothesesAddUp() throws {
    let text = "They duck."
    let tagger = NLTagger(tagSchemes: [.lexicalClass, .nameType])
    tagger.string = text
    tagger.setLanguage(.english, range: TextSamples.all(text))
    let duck = text.index(text.startIndex, offsetBy: 5)
    for scheme: NLTagScheme in [.lexicalClass, .nameType, .nameTypeOrLexicalClass] {
      let (all, range) = tagger.tagHypotheses(
        at: duck, unit: .word, scheme: scheme, maximumCount: 99)
      #expect(text[range] == "duck")
      #expect(abs(all.values.reduce(0, +) - 1) < 1e-3, "\(scheme.rawValue)")
      let best = tagger.tagHypotheses(at: duck, unit: .word, scheme: scheme, maximumCount: 1).0
      #expect(best.count == 1)
      #expect(best.first?.value == all.values.max())
    }
    let (lemma, _) = tagger.tagHypotheses(at: duck, unit: .word, scheme: .lemma, maximumCount: 2)
    #expect(lemma == ["duck": 1])
    let languages = tagger.tagHypotheses(
      at: duck, unit: .document, scheme: .language, maximumCount: 2
    ).0
    #expect(languages.count == 2)
  }

  @Test func rangesAreExtendedToWholeUnits() {
    let text = "Mira left. She flew."
    let tagger = NLTagger(tagSchemes: [.tokenType])
    tagger.string = text
    let middle = text.index(text.startIndex, offsetBy: 2)
    #expect(text[tagger.tokenRange(at: middle, unit: .word)] == "Mira")
    #expect(text[tagger.tokenRange(at: middle, unit: .sentence)] == "Mira left. ")
    let range = middle..<text.index(text.startIndex, offsetBy: 6)
    #expect(text[tagger.tokenRange(for: range, unit: .word)] == "Mira left")
    #expect(text[tagger.tokenRange(for: range, unit: .document)] == text)
  }

  @Test func schemesAreToldByLanguage() async throws {
    let english = NLTagger.availableTagSchemes(for: .word, language: .english)
    #expect(
      Set(english) == [
        .tokenType, .language, .script, .lexicalClass, .nameType, .nameTypeOrLexicalClass, .lemma,
      ])
    #expect(
      NLTagger.availableTagSchemes(for: .sentence, language: .english).contains(.sentimentScore))
    #expect(
      !NLTagger.availableTagSchemes(for: .sentence, language: .german).contains(.sentimentScore))
    #expect(
      Set(NLTagger.availableTagSchemes(for: .word, language: NLLanguage("tlh")))
        == [.tokenType, .language, .script])
    #expect(try await NLTagger.requestAssets(for: .english, tagScheme: .lemma) == .available)
    #expect(
      try await NLTagger.requestAssets(for: NLLanguage("tlh"), tagScheme: .lemma) == .notAvailable)
    await confirmation { done in
      NLTagger.requestAssets(for: .english, tagScheme: .nameType) { result, error in
        #expect(result == .available && error == nil)
        done()
      }
    }
  }

  /// An orthography can be made nowhere but in Apple's Foundation.
  @available(*, deprecated) @Test func orthographiesAreTaken() {
    let set: (NLTagger) -> (NSOrthography, Range<String.Index>) -> Void = NLTagger.setOrthography
    _ = set(NLTagger(tagSchemes: []))
  }

  @Test func piecesOfRandomTextsTileThemAndAreWholeCharacters() {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<60 {
      let text = TextSamples.random(&generator, parts: 30)
      let tagger = NLTagger(tagSchemes: [.tokenType])
      tagger.string = text
      for options: NLTagger.Options in [[], [.joinNames, .joinContractions]] {
        var end = text.startIndex
        for (_, range) in tagger.tags(
          in: TextSamples.all(text), unit: .word, scheme: .nameType, options: options)
        {
          #expect(range.lowerBound == end && !range.isEmpty)
          #expect(String.Index(range.upperBound, within: text) != nil)
          end = range.upperBound
        }
        #expect(end == text.endIndex)
      }
    }
  }

  @Test func tagsAreThoseOfElmansTagger() throws {
    let text = String(repeating: TextSamples.english + "\n\n", count: 40)
    let tagger = try ModelLocation.tagger("english")
    let expected = tagger.analyze(text).words.map { word -> NLTag in
      switch word.partOfSpeech {
      case .noun, .properNoun: .noun
      case .verb, .auxiliary: .verb
      default: .otherWord
      }
    }
    let found = NLTagger(tagSchemes: [.lexicalClass])
    found.string = text
    let tags = found.tags(
      in: TextSamples.all(text), unit: .word, scheme: .lexicalClass, options: .omitWhitespace)
    #expect(tags.count == expected.count)
    for (tag, other) in zip(tags, expected) where other != .otherWord { #expect(tag.0 == other) }
  }

  @Test func tasksShareModels() async {
    let text = String(repeating: TextSamples.english + "\n", count: 20)
    let expected = TextSamples.tags(text, .lexicalClass)
    await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { TextSamples.tags(text, .lexicalClass) } }
      for await tags in group { #expect(tags == expected) }
    }
  }
}
