import ArgumentParser

/// The options of training that say how well it works on what was not learned, and what is learned at last.
struct ValidationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Divide the corpus into so many parts, learn all but one of them and score on that, for each in turn, and tell the \
      mean and the deviation. With --output, learn all of it at last.
      """, valueName: "count"))
  var folds: Int?
  @Flag(
    help: """
      Learn once more at last, from the dev corpus too, for as many epochs as were best. The scores are those of the \
      model before.
      """)
  var allData = false

  func validate() throws { try OptionRange.check("folds", folds, in: 2...100) }

  /// Makes sure that the options go with others.
  func check(_ options: TrainingOptions) throws(ValidationError) {
    if folds != nil, options.dev != nil {
      throw ValidationError("--folds keeps each part apart in turn; --dev cannot be given with it")
    }
    if folds != nil, allData {
      throw ValidationError(
        "--folds with --output learns all data; --all-data cannot be given with it")
    }
    if folds != nil || allData, options.checkpoints.resume || options.log != nil {
      throw ValidationError("--resume and --log are of one run; --folds and --all-data are several")
    }
    if folds == nil { _ = try options.outputPath() }
  }
}
