#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// PyTorch's bidirectional LSTM, measured by a script that waits for what to measure.
final class PyTorchLayer {
  let version: String
  private let process: PeerProcess

  private struct Version: Decodable { let version: String }
  private struct Answer: Decodable { let milliseconds: Double }

  /// Starts the script; `nil` where PyTorch is not installed.
  init?() {
    guard let process = PeerProcess(script: "pytorch_layer.py", ["--serve"]),
      let line = process.line(),
      let answer = try? JSONDecoder().decode(Version.self, from: Data(line.utf8))
    else { return nil }
    self.process = process
    version = answer.version
  }

  /// The median seconds of some work.
  func median(of shape: LayerShape, seconds: Double) -> Double? {
    let request =
      "\(shape.work.rawValue) \(shape.batch) \(shape.hiddenSize) \(shape.steps) \(seconds)"
    return process.answer(to: request).flatMap {
      try? JSONDecoder().decode(Answer.self, from: Data($0.utf8)).milliseconds / 1e3
    }
  }
}

/// The words a second of the tagger's network in PyTorch.
struct PyTorchTagger {
  var training: Double?
  /// By batch.
  var tagging: [Int: Double] = [:]

  /// Runs the script to its end; `nil` where PyTorch is not installed.
  init?(batches: [Int]) {
    let files = ["train", "dev"].map { BenchmarkCorpus.file($0).path }
    guard
      let process = PeerProcess(
        script: "pytorch_tagger.py", files + ["--batch-sizes"] + batches.map(String.init))
    else { return nil }
    while let line = process.line() {
      let words = line.split { !$0.isNumber && !$0.isLetter }
      let numbers = words.compactMap { Int($0) }
      if words.first == "training" { training = numbers.first.map(Double.init) }
      if words.first == "tagging", numbers.count == 2 { tagging[numbers[0]] = Double(numbers[1]) }
    }
    if training == nil { return nil }
  }
}
