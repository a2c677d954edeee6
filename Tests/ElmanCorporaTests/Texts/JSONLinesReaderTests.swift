import ElmanCorpora
import Testing

private func options(text: String? = nil, label: String? = nil) -> LabelledTextOptions {
  LabelledTextOptions(
    textColumn: text, labelColumn: label)
}

@Test(
  arguments: [
    (#"{"label": "good", "text": "fine tea"}"#, "good", "fine tea"),
    (#" { "Sentence" : "fine" , "id":[1,{"a":"]"}], "CLASS" :3 } "#, "3", "fine"),
    (#"{"tweet":"fine","target":true,"x":null,"y":-1.5e3,"z":NaN}"#, "true", "fine"),
    (#"{"text":"","label":-1}"#, "-1", ""),
    (#"{"class":"x","label":"good","content":"y","text":"fine"}"#, "good", "fine"),
    (#"{"label":"a","label":"b","text":"fine"}"#, "b", "fine"),
    (#"{"label":"a","text":"\"\\\/\b\f\n\r\t\u0041\u00e9"}"#, "a", "\"\\/\u{8}\u{C}\n\r\tAé"),
    (#"{"label":"a","text":"\ud83d\uDE00!\ud83d.\ude00\u0000"}"#, "a", "😀!\u{FFFD}.\u{FFFD}\0"),
    (#"{"l\u0061bel":"茶","text":"好茶"}"#, "茶", "好茶"),
    ("{\"label\":\"a\",\"text\":\"tab\tnul\0\"}\r", "a", "tab\tnul\0"),
  ])
func jsonObjects(input: String, label: String, text: String) throws {
  #expect(try texts(.jsonl, "\n" + input + "\n \n") == [LabelledText(label, text, 2)])
}

@Test func jsonKeysThatAreGiven() throws {
  let input = #"{"text":"no","label":"no","body":"fine","7":"good"}"#
  #expect(
    try texts(.jsonl, input, options(text: "body", label: "7"))
      == [LabelledText("good", "fine", 1)])
  #expect(
    message(.jsonl, input, options(text: "Body"))
      == "input:1: expected a member named 'Body', found 'text, label, body, 7'")
}

@Test func deepJSONDoesNotOverflowTheStack() throws {
  let depth = 200_000
  let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  let input = "{\"x\":\(nested),\"label\":\"a\",\"text\":\"b\"}"
  #expect(try texts(.jsonl, input) == [LabelledText("a", "b", 1)])
}

@Test(
  arguments: [
    ("[1]", "JSON with an object, found '[1]' at byte 1 of the line"),
    ("{", "JSON with a key in quotation marks, found the line's end at byte 2 of the line"),
    ("{\"a\" 1}", "JSON with a colon, found '1}' at byte 6 of the line"),
    ("{\"a\":}", "JSON with a value, found '}' at byte 6 of the line"),
    ("{\"a\":tru}", "JSON with a value, found 'tru}' at byte 6 of the line"),
    ("{\"a\":1 2}", "JSON with a comma or the object's end, found '2}' at byte 8 of the line"),
    ("{\"a\":1,}", "JSON with a key in quotation marks, found '}' at byte 8 of the line"),
    (
      "{\"a\":\"b}",
      "JSON with a closing quotation mark, found the line's end at byte 9 of the line"
    ),
    (
      "{\"a\":\"\\x\"}",
      "JSON with an escape such as \\n or \\u00e9, found '\\x\"}' at byte 7 of the line"
    ),
    (
      "{\"a\":\"\\u12\"}",
      "JSON with an escape such as \\n or \\u00e9, found '\\u12\"}' at byte 7 of the line"
    ),
    ("{\"a\":[}", "JSON with the other closing bracket, found '}' at byte 7 of the line"),
    ("{\"a\":[1", "JSON with a closing bracket, found the line's end at byte 8 of the line"),
    ("{} {}", "JSON with the line's end, found '{}' at byte 4 of the line"),
    ("{}", "a member such as 'label' for the label, found none"),
    ("{\"label\":1,\"x\":2}", "a member such as 'text' for the text, found 'label, x'"),
    (
      "{\"label\":1.5,\"text\":\"\"}",
      "a string, an integer or a boolean in 'label', found a number"
    ),
    ("{\"label\":null,\"text\":\"\"}", "a string, an integer or a boolean in 'label', found null"),
    ("{\"label\":\"\",\"text\":\"\"}", "a label in 'label', found nothing"),
    ("{\"label\":1,\"text\":[]}", "a string in 'text', found an array"),
  ])
func malformedJSON(input: String, expected: String) {
  #expect(message(.jsonl, "\n" + input + "\n") == "input:2: expected " + expected)
}
