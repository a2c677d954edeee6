import ElmanCorpora
import Testing

private let sample =
  "# newdoc id = letters\n# newpar\n# sent_id = l-1\n# text = Don't wait here\n"
  + row("1-2", "Don't") + row("1", "Do", head: "3") + row("2", "n't", head: "3")
  + row("3", "wait", head: "0") + row("3.1", "gap") + row("4", "here", misc: "A=b|SpaceAfter=No")
  + "\n"

@Test func wordsAreSyntacticWords() throws {
  let sentence = try #require(try sentences(sample).first)
  #expect(sentence.words.map(\.form) == ["Do", "n't", "wait", "here"])
  #expect(sentence.rows.map(\.id.description) == ["1-2", "1", "2", "3", "3.1", "4"])
  #expect(sentence.words.map(\.head) == [3, 3, 0, nil])
  #expect(sentence[2, .form] == "wait")
  #expect(sentence.bytes(3, .misc).elementsEqual("A=b|SpaceAfter=No".utf8))
}

@Test func commentsAreFound() throws {
  let sentence = try #require(try sentences(sample).first)
  #expect(sentence.comments.count == 4)
  #expect(sentence.documentID == "letters")
  #expect(sentence.startsDocument && sentence.startsParagraph)
  #expect(sentence.paragraphID == nil)
  #expect(sentence.sentenceID == "l-1")
  #expect(sentence.text == "Don't wait here")
  #expect(sentence.comment("newpar") == "")
  #expect(sentence.comment("sent") == nil)
  let other = try #require(try sentences("#newpar id=p7\n#  text=a = b \n" + row("1", "a")).first)
  #expect(other.paragraphID == "p7" && other.startsParagraph && !other.startsDocument)
  #expect(other.text == "a = b")
}

@Test(arguments: ["\n", "\r\n"])
func settingAColumnLeavesTheRest(newline: String) throws {
  let text = sample.split(separator: "\n", omittingEmptySubsequences: false)
    .joined(separator: newline)
  var sentence = try #require(try sentences(text).first)
  sentence[2, .upos] = "VERB"
  sentence.set(3, .upos, to: "ADV".utf8)
  sentence[3, .upos] = "ADVERB"
  sentence[0, .upos] = "_"
  let expected =
    text
    .replacing("3\twait\t_\t_", with: "3\twait\t_\tVERB")
    .replacing("4\there\t_\t_", with: "4\there\t_\tADVERB")
  #expect(written(sentence) == expected)
  #expect(sentence[3, .upos] == "ADVERB")
}

@Test func valuesThatTheFormatCannotHoldAreCleaned() throws {
  var sentence = try #require(try sentences(row("1", "a")).first)
  sentence[0, .misc] = ""
  sentence[0, .lemma] = "a\tb\r\nc"
  #expect(written(sentence) == row("1", "a").replacing("a\t_\t_", with: "a\ta b  c\t_"))
}

@Test func sentencesAreBuilt() throws {
  var sentence = ConlluSentence()
  sentence.appendComment("text = a\nb")
  sentence.appendRow(.range(first: 1, last: 2), [.form: Array("ab".utf8)])
  sentence.appendRow(.word(1), [.form: Array("a".utf8), .upos: Array("X".utf8)])
  sentence.appendRow(.word(2), [.form: Array("b".utf8)])
  sentence.appendRow(.emptyNode(after: 2, number: 1), [:])
  sentence[1, .upos] = "Y"
  let text = written(sentence)
  #expect(
    text == "# text = a b\n" + row("1-2", "ab") + "1\ta\t_\tX\t_\t_\t_\t_\t_\t_\n"
      + "2\tb\t_\tY\t_\t_\t_\t_\t_\t_\n" + row("2.1", "_") + "\n")
  #expect(string(try roundTrip(Array(text.utf8))) == text)
}

@Test func rowsAreNumberedAsTheyAreAdded() throws {
  var sentence = ConlluSentence()
  sentence.appendEmptyNode([:])
  sentence.appendEmptyNode([:])
  sentence.appendWord([.form: Array("a".utf8)])
  sentence.appendMultiword(of: 2, [.form: Array("bc".utf8)])
  sentence.appendWord([.form: Array("b".utf8)])
  sentence.appendWord([.form: Array("c".utf8), .upos: Array("X".utf8)])
  sentence.appendEmptyNode([:])
  #expect(sentence.rows.map { $0[.id] } == ["0.1", "0.2", "1", "2-3", "2", "3", "3.1"])
  #expect(sentence.rows.map(\.number) == [nil, nil, 1, nil, 2, 3, nil])
  #expect(sentence.rows.filter(\.isMultiword).map(\.form) == ["bc"])
  #expect(sentence.rows.filter(\.isEmptyNode).count == 3)
  #expect(sentence.words.map(\.form) == ["a", "b", "c"])
  let text = written(sentence)
  #expect(string(try roundTrip(Array(text.utf8))) == text)
}

@Test func appendingClosesAnOpenLine() throws {
  var sentence = try #require(try sentences(String(row("1", "a").dropLast())).first)
  sentence[0, .upos] = "X"
  sentence.appendRow(.word(2), [.form: Array("b".utf8)])
  #expect(written(sentence) == "1\ta\t_\tX\t_\t_\t_\t_\t_\t_\n" + row("2", "b"))
  var comments = try #require(try sentences("# a").first)
  comments.appendComment("b")
  #expect(written(comments) == "# a\n# b\n")
}
