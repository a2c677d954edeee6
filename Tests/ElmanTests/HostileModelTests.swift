import ElmanSystem
import Foundation
import Testing

@testable import Elman

/// Whatever is changed in a model file, it is refused with an error of one line, or is a model that
/// answers.
///
/// By default a sample of the changes is tried, always the same. All of them are, tens of thousands of
/// each model, with `ELMAN_HOSTILE_CHANGES=all`.
@Suite struct HostileModelTests {
  private static let triesAll =
    ProcessInfo.processInfo.environment["ELMAN_HOSTILE_CHANGES"] == "all"

  @Test(arguments: HostileModel.allCases)
  func changedFilesAreRefusedOrAnswer(_ model: HostileModel) throws {
    let bytes = try model.bytes()
    #expect(try ModelFile(MappedFile(copying: bytes, name: "m")).model().faultOfAnswer() == nil)
    let changes = try HostileChanges.all(of: bytes, flipCount: Self.triesAll ? 20_000 : 4_000)
    // A prime, so that no kind of change is passed over.
    let step = Self.triesAll ? 1 : max(1, changes.count / 600 | 1)
    var (refused, answered) = (0, 0)
    for index in stride(from: 0, to: changes.count, by: step) {
      let change = changes[index]
      do throws(ModelError) {
        let changed = try ModelFile(
          MappedFile(copying: change.bytes(), name: "hostile")
        ).model()
        answered += 1
        if let fault = changed.faultOfAnswer() { Issue.record("\(change.name): \(fault)") }
      } catch {
        refused += 1
        let line = "\(error)"
        if !line.hasPrefix("hostile: ") || line.contains(where: \.isNewline) || line.count > 1_100 {
          Issue.record("\(change.name): \(line)")
        }
        if !change.isNamed(in: line) {
          Issue.record("\(change.name) is not named by: \(line)")
        }
      }
    }
    if Self.triesAll { print("\(model): \(refused) refused, \(answered) answered") }
    #expect(refused > 0 && answered > 0)
  }
}
