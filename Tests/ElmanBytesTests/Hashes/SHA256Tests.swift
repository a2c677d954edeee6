import ElmanBytes
import Testing

@Suite struct SHA256Tests {
  // python3 -c "import hashlib; print(hashlib.sha256(b'…').hexdigest())"
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      String(repeating: "a", count: 1_000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func hashesAsTheStandardSays(text: String, expected: String) {
    var whole = SHA256()
    whole.update(Array(text.utf8))
    #expect(whole.hexadecimal() == expected)
    var pieces = SHA256()
    for byte in text.utf8 { pieces.update([byte]) }
    #expect(pieces.hexadecimal() == expected)
  }

  @Test func everyLengthOfPaddingIsRight() {
    // Around a block's end the padding takes one block more.
    let hashes = (50...70).map { length -> String in
      var hash = SHA256()
      hash.update([UInt8](repeating: 0x61, count: length))
      return hash.hexadecimal()
    }
    #expect(Set(hashes).count == hashes.count)
    // hashlib.sha256(b'a' * 55), 56 and 64
    #expect(hashes[5] == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318")
    #expect(hashes[6] == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a")
    #expect(hashes[14] == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
  }
}
