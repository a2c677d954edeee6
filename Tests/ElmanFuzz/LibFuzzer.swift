#if LIBFUZZER
  import ElmanFuzzing
  import ElmanLibc
  import Synchronization

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// What libFuzzer calls, whose own `main` runs the program.
  ///
  /// `elman-fuzz TARGET FOLDER [OPTION…]` keeps what is found of interest in the folder, where the seeds
  /// of the target are put first; `elman-fuzz TARGET FILE…` runs files. The options are libFuzzer's.
  private let target = Mutex<FuzzTarget?>(nil)

  /// The variable of the environment that tells the target to processes begun by this one.
  private let nameVariable = "ELMAN_FUZZ_TARGET"

  /// Takes the name of the target out of the arguments, and puts seeds and dictionary where libFuzzer
  /// looks for them.
  @_cdecl("LLVMFuzzerInitialize")
  public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
  ) -> CInt {
    var given = CommandLine.arguments
    if given.count > 1, FuzzTarget.named(given[1]) != nil {
      // libFuzzer starts itself anew with the arguments that it sees, which the name is not among.
      setenv(nameVariable, given.remove(at: 1), 1)
    }
    guard let name = getenv(nameVariable), let chosen = FuzzTarget.named(String(cString: name))
    else {
      let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
      print("usage: elman-fuzz TARGET FOLDER [OPTION…]\ntargets: \(names)")
      exit(64)
    }
    target.withLock { $0 = chosen }
    var options = given
    if let folder = given.dropFirst().first(where: { !$0.hasPrefix("-") }), !isFile(folder) {
      do {
        options.append("-dict=" + (try prepare(folder, for: chosen)))
      } catch {
        print("\(folder): \(error)")
        exit(74)
      }
    }
    // They live as long as the program.
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: options.count + 1)
    for (index, option) in options.enumerated() { list[index] = strdup(option) }
    list[options.count] = nil
    count.pointee = CInt(options.count)
    arguments.pointee = list
    return 0
  }

  /// Runs one input; a finding stops the program, which is how libFuzzer is told of it.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    do throws(FuzzFinding) { try target.withLock { $0 }?.run(input) } catch {
      fatalError("\(error)")
    }
    return 0
  }

  private func isFile(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
  }

  /// Writes the seeds into the folder and the dictionary beside it.
  ///
  /// - Returns: the path of the dictionary.
  private func prepare(_ folder: String, for target: FuzzTarget) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (index, seed) in target.seeds.enumerated() {
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(index)"))
    }
    let hexadecimal = Array("0123456789abcdef")
    let words = target.dictionary.map { word in
      let escaped = word.utf8.map { "\\x\(hexadecimal[Int($0 >> 4)])\(hexadecimal[Int($0 & 15)])" }
      return "\"\(escaped.joined())\"\n"
    }
    let path = folder + ".dict"
    try Data(words.joined().utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
#endif
