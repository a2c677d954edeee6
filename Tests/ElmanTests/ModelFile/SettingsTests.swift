import Foundation
import Testing

@testable import Elman

@Suite struct SettingsTests {
  private func decode(_ json: String) throws -> TaggerConfiguration {
    try JSONDecoder().decode(TaggerConfiguration.self, from: Data(json.utf8))
  }

  private func reason(_ json: String) -> String {
    do {
      _ = try decode(json)
      return "none"
    } catch { return Settings.reason(for: error) }
  }

  @Test func missingSettingsHaveTheirDefault() throws {
    #expect(try decode("{}") == TaggerConfiguration())
    #expect(try decode(#"{"hiddenSize": 64, "cell": "gru"}"#).hiddenSize == 64)
  }

  @Test func settingsSurviveARoundTrip() throws {
    var configuration = TaggerConfiguration()
    configuration.cell = .elman
    configuration.wordDropout = 0.25
    #expect(try decode(Settings.json(configuration)) == configuration)
  }

  @Test func mistakesAreNamed() {
    #expect(reason(#"{"hidenSize": 64}"#).hasPrefix("unknown setting 'hidenSize', expected one of"))
    #expect(reason(#"{"hiddenSize": 0}"#).contains("expected hiddenSize from 1 to 8192, found 0"))
    #expect(reason(#"{"hiddenSize": "big"}"#).contains("hiddenSize"))
    #expect(reason(#"{"cell": "lstmm"}"#).contains("cell"))
    #expect(reason("[]") == "expected an object")
    #expect(reason(#"{"columns": {}}"#).hasSuffix("expected an array"))
    #expect(reason("[").isEmpty == false)
  }
}
