import ElmanTraining
import Foundation
import Testing

/// `--resume`, as a person meets it.
@Suite struct ResumeTests {
  /// Runs a script in a folder with a small corpus, where `$train` trains a tagger on it.
  private func run(_ script: String, _ body: (Program) throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let rows = ["Owls\tNOUN", "swim\tVERB"].enumerated().map { index, row in
      let parts = row.split(separator: "\t")
      return "\(index + 1)\t\(parts[0])\t_\t\(parts[1])\t_\t_\t_\t_\t_\t_\n"
    }.joined()
    try folder.write(String(repeating: rows + "\n", count: 4).utf8, to: "c.conllu")
    try folder.write(#"{"training": {"patience": 100000, "batchSize": 2}}"#.utf8, to: "s.json")
    let train =
      #""$elman" train tagger --config s.json --train c.conllu --dev c.conllu --hidden-size 4"#
      + " --output t.safetensors"
    try body(
      try await Program.shell(
        "cd '\(folder.path)'; train='\(train)'; train() { eval \"$train\" '\"$@\"'; }; \(script)"))
  }

  /// Leaves the checkpoint of a run that was killed, which would have been a long one.
  private static let killed = """
    eval "exec $train --epochs 90000 --checkpoint-seconds 0" & \
    while [ ! -e t.safetensors.checkpoint ]; do kill -0 $! || exit 1; done; \
    kill -9 $!; wait $! 2>/dev/null;
    """

  @Test func nothingIsLeftOfARunThatEnds() async throws {
    try await run("train --epochs 3 && ls -A") { result in
      #expect(result.exitCode == 0)
      #expect(result.text == "c.conllu\ns.json\nt.safetensors\n")
    }
  }

  @Test func withoutACheckpointTrainingBeginsAnew() async throws {
    try await run("train --epochs 3 --resume && ls -A") { result in
      #expect(result.exitCode == 0)
      #expect(result.standardError.contains("no t.safetensors.checkpoint; training begins anew\n"))
      #expect(result.text == "c.conllu\ns.json\nt.safetensors\n")
    }
  }

  @Test(arguments: [
    (
      "train --epochs 90000", 64,
      "t.safetensors.checkpoint: the checkpoint of a run that did not end; --resume"
    ),
    ("train --resume --epochs 4", 65, "training: expected \"epochs\":4, found \"epochs\":90000\n"),
    (
      "train --resume --epochs 90000 --layers 2", 65,
      "configuration: expected \"layers\":2, found \"layers\":1\n"
    ),
    (
      "echo '# more' >> c.conllu; train --resume --epochs 90000", 65,
      "t.safetensors.checkpoint: the checkpoint is of another run: corpora: expected train"
    ),
    ("train --resume --epochs 90000 --licence CC0", 65, "licence: expected CC0, found none\n"),
    (
      "truncate -s -1 t.safetensors.checkpoint; train --resume --epochs 90000", 65,
      "delete the checkpoint to begin anew\n"
    ),
    (": > t.safetensors.checkpoint; train --resume --epochs 90000", 65, "the file is empty\n"),
    (
      "cp c.conllu t.safetensors.checkpoint; train --resume --epochs 90000", 65,
      "t.safetensors.checkpoint: "
    ),
  ])
  func whatIsRefused(script: String, code: Int32, message: String) async throws {
    try await run("\(Self.killed) \(script)") { result in
      #expect(result.exitCode == code)
      let last = result.standardError.split(separator: "\n").last ?? ""
      #expect((last + "\n").contains(message), "\(result.standardError)")
      #expect(last.hasPrefix("error: "))
    }
  }

  /// Ctrl-C ends training after the batch, with a model, and what it had begun goes on.
  @Test func interruptedTrainingGoesOn() async throws {
    try await run(
      """
      train --epochs 100 --log whole.jsonl && mv t.safetensors whole && \
      { eval "exec $train --epochs 100 --checkpoint-seconds 0 --log log.jsonl" & \
      while ! grep -q kind.:.epoch log.jsonl 2>/dev/null; do kill -0 $! || exit 1; done; \
      kill -TERM $!; wait $!; ls -A; \
      train --epochs 100 --resume --threads 2 --log log.jsonl; } && \
      cmp t.safetensors whole && grep -c . log.jsonl whole.jsonl && ls -A
      """
    ) { result in
      #expect(result.exitCode == 0, "\(result.standardError)")
      #expect(
        result.standardError.contains(
          "the best model is kept, --resume goes on from t.safetensors.checkpoint\n"))
      #expect(result.standardError.contains("goes on with epoch "))
      // Two batches and an epoch, a hundred times.
      #expect(result.text.contains("log.jsonl:300\nwhole.jsonl:300\n"))
      let files = "c.conllu\nlog.jsonl\ns.json\nt.safetensors\n"
      #expect(result.text.hasPrefix("\(files)t.safetensors.checkpoint\nwhole\nwhole.jsonl\n"))
      #expect(result.text.hasSuffix("\(files)whole\nwhole.jsonl\n"))
    }
  }
}
