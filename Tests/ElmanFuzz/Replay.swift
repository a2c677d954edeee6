#if !LIBFUZZER
  import ElmanFuzzing

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// The program where libFuzzer is not linked: it runs inputs from files, or the mutator's.
  @main
  struct Replay {
    static let usage = """
      usage: elman-fuzz TARGET [FILE…]   run files
             elman-fuzz TARGET COUNT     run so many inputs made of the target's seeds
      targets: \(FuzzTarget.all.map(\.name).joined(separator: ", "))
      """

    static func main() throws {
      let arguments = CommandLine.arguments.dropFirst()
      guard let target = arguments.first.flatMap(FuzzTarget.named) else {
        print(usage)
        return
      }
      if arguments.count == 2, let count = arguments.last.flatMap(Int.init) {
        var mutator = FuzzMutator(of: target, seed: 1)
        for _ in 0..<count {
          let input = mutator.next()
          report(input, name: "\(input)", on: target)
        }
        return
      }
      for path in arguments.dropFirst() {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        report(Array(data), name: path, on: target)
      }
    }

    private static func report(_ input: [UInt8], name: String, on target: FuzzTarget) {
      do throws(FuzzFinding) { try target.run(input) } catch { print("\(name): \(error)") }
    }
  }
#endif
