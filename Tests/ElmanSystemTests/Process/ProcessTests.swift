import ElmanSystem
import Testing

/// What this process knows of itself and of those that it starts.
@Suite struct ProcessTests {
  @Test func theProgramIsKnown() throws {
    let program = try #require(ThisProcess.program)
    #expect(program.isAbsolute && FileStatus(of: program)?.kind == .regularFile)
    #expect(ThisProcess.processorSeconds > 0)
  }

  @Test func variablesAreTold() {
    #expect(Environment["PATH"]?.isEmpty == false)
    #expect(Environment["ELMAN_NO_SUCH_VARIABLE"] == nil)
  }

  @Test func errorsAreTheSystemsWords() {
    #expect("\(SystemError(code: 2))" == "No such file or directory")
    #expect(SystemError(code: 32).isClosedPipe && !SystemError(code: 2).isClosedPipe)
  }

  @Test func limitsAreMoreThanATestNeeds() {
    #expect(SystemMemory.bytes > 1 << 20 && SystemMemory.hasRoom(for: 1 << 20))
    #expect(ResourceLimit.openFiles.value ?? .max > 10)
    #expect(SystemThreads.processorCount > 0 && SystemThreads.available(atMost: 2) == 2)
  }

  @Test func aProgramAnswersLineByLine() throws {
    let program = try #require(ChildProcess(["cat"], environment: ["PATH=/usr/bin:/bin"]))
    #expect(program.answer(to: "one") == "one")
    #expect(program.answer(to: "two words") == "two words")
    #expect(ChildProcess(["no/such/program"], environment: []) == nil)
  }

  @Test func aProgramThatEndsAnswersNothing() throws {
    let program = try #require(ChildProcess(["true"], environment: ["PATH=/usr/bin:/bin"]))
    #expect(program.line() == nil)
  }
}
