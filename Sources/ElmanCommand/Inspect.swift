import ArgumentParser

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Tells what a model is.")
}
