import Elman
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanStreams
import ElmanTestSupport
import ElmanText
import Foundation
import Testing

/// Models by name, without a process whose environment tells where they are.
struct ModelFinderTests {
  @Test func aFolderComesBeforeTheProgram() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "english.safetensors")
    let finder = ModelFinder(
      searchPath: "/nowhere:\(folder.path)",
      embedded: [.english, .englishAccurate, .englishSentiment])
    #expect(finder.folders.starts(with: ["/nowhere", folder.path]))
    let mine = try finder.file("english")
    withExtendedLifetime(mine) { #expect(mine.bytes.elementsEqual("mine".utf8)) }
    #expect(try finder.file("english-sentiment").bytes.count > 1_000)
    #expect {
      try finder.file("latino")
    } throws: { error in
      ["the program itself", "; found there: english, english-accurate"].allSatisfy {
        "\(error)".contains($0)
      }
    }
  }

  /// The code of a language finds the model that has its name.
  @Test func codesOfLanguages() throws {
    let folder = try TemporaryFolder()
    try folder.write("nb", to: "norwegian-bokmal.safetensors")
    try folder.write("fr", to: "fr.safetensors")
    let finder = ModelFinder(searchPath: folder.path, embedded: [.english])
    for (code, text) in [
      ("nb", "nb"), ("fr", "fr"), ("norwegian-bokmal", "nb"), ("Norwegian Bokmål", "nb"),
    ] {
      let file = try finder.file(code)
      withExtendedLifetime(file) { #expect(file.bytes.elementsEqual(text.utf8)) }
    }
    #expect(!(try finder.tagger("en").tag("Owls hoot.").isEmpty))
    #expect(throws: ModelError.self) { try finder.file("xx") }
    #expect(finder.languages.prefix(3) == [.french, .norwegianBokmal, .english])
    #expect(!(try finder.tagger(of: .english).tag("Owls hoot.").isEmpty))
    #expect {
      try finder.tagger(of: Language(code: "la"))
    } throws: { error in
      "\(error)".hasPrefix("no model of Latin (la); there are models of French (fr), Norwegian")
    }
    #expect(finder.all.prefix(3).map(\.name) == ["fr", "norwegian-bokmal", "english"])
  }

  @Test func modelsAreReadAsWhatTheyAre() throws {
    let finder = ModelFinder(embedded: [.english, .englishSentiment])
    #expect(!(try finder.tagger("english").tag("Owls hoot.").isEmpty))
    #expect(!(try finder.tokenizer("english").sentences("Owls hoot.").isEmpty))
    #expect(try finder.classifier("english-sentiment").labelNames.count > 1)
    for read in [
      { _ = try finder.classifier("english") }, { _ = try finder.languageModel("english") },
    ] {
      #expect {
        try read()
      } throws: { error in
        if case .wrongTask? = error as? ModelError { true } else { false }
      }
    }
  }

  @Test func aProgramMayHoldNoModel() {
    #expect {
      try ModelFinder().file("no such model")
    } throws: { error in
      guard case .notFound("no such model", let places, let available)? = error as? ModelError
      else { return false }
      // The tests are built in a clone, whose models come last.
      return places.dropLast() == ModelFinder().folders[...] && available.contains("english")
    }
  }
}
