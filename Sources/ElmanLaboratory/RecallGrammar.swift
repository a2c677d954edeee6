import ElmanTensors

/// A grammar of texts that ask at their end for what they said at their beginning: "I grew up in France
/// … so I speak fluent", and the next word is French.
///
/// Between fact and question stand filler words, which have nothing to do with either.
package struct RecallGrammar: Sendable {
  /// The languages that texts may be of.
  package enum Language: String, Sendable, CaseIterable {
    /// I grew up in France … so I speak fluent French.
    case english
    /// 我在法国长大…所以我说流利的法语.
    case chinese
  }

  /// Places and the languages spoken there: what is told, and what is asked for.
  package let facts: [(place: String, answer: String)]
  /// All words that texts hold.
  package let words: [String]
  private let openings: [(before: [String], after: [String])]
  private let questions: [[String]]
  private let clauses: [[[String]]]
  private let numbers: [String: Int32]

  /// A text in words, and the number of its answer among the facts.
  package struct Example: Sendable, Hashable {
    /// The words.
    package let words: [String]
    /// The number of the answer.
    package let answer: Int
  }

  /// The grammar of a language.
  package init(_ language: Language) {
    switch language {
    case .english:
      facts = [
        ("France", "French"), ("Spain", "Spanish"), ("Italy", "Italian"), ("Poland", "Polish"),
        ("Japan", "Japanese"), ("Russia", "Russian"), ("Greece", "Greek"), ("Turkey", "Turkish"),
        ("Sweden", "Swedish"), ("Hungary", "Hungarian"),
      ]
      openings = [
        (["I", "grew", "up", "in"], []), (["I", "was", "born", "in"], []),
        (["my", "family", "comes", "from"], []),
      ]
      questions = [["so", "I", "speak", "fluent"], ["so", "at", "home", "I", "speak"]]
      let subjects = ["the", "our", "her", "his"]
      let things = ["teacher", "neighbour", "garden", "cat", "river", "letter", "train", "song"]
      let verbs = ["saw", "liked", "found", "followed", "left", "remembered", "painted", "heard"]
      let qualities = ["old", "small", "quiet", "green", "lovely", "broken"]
      let times = ["then", "later", "often", "once", "meanwhile", "today"]
      clauses = [
        [subjects, things, verbs, subjects, things], [times, subjects, things, verbs, ["it"]],
        [subjects, qualities, things, verbs, subjects, qualities, things],
        [["and"], subjects, things, ["was"], qualities],
      ]
    case .chinese:
      facts = [
        ("法国", "法语"), ("西班牙", "西班牙语"), ("意大利", "意大利语"), ("波兰", "波兰语"),
        ("日本", "日语"), ("俄罗斯", "俄语"), ("希腊", "希腊语"), ("土耳其", "土耳其语"),
        ("瑞典", "瑞典语"), ("匈牙利", "匈牙利语"),
      ]
      openings = [(["我", "在"], ["长大"]), (["我", "在"], ["出生"]), (["我", "家", "来自"], [])]
      questions = [["所以", "我", "说", "流利", "的"], ["所以", "在", "家", "我", "说"]]
      let subjects = ["老师", "邻居", "妹妹", "医生", "司机", "朋友", "画家", "孩子"]
      let things = ["花园", "信", "火车", "歌", "河", "猫", "书", "窗户"]
      let verbs = ["看见", "喜欢", "找到", "离开", "记得", "听到"]
      let qualities = ["旧", "小", "安静", "绿色", "可爱"]
      let times = ["后来", "经常", "今天", "有时", "昨天"]
      clauses = [
        [subjects, verbs, ["了"], things], [times, subjects, verbs, things],
        [subjects, verbs, ["那个"], qualities, ["的"], things],
        [["那个"], things, ["很"], qualities],
      ]
    }
    var seen = Set<String>()
    let opened = openings.flatMap { $0.before + $0.after }
    let all =
      facts.map(\.place) + opened + questions.flatMap(\.self)
      + clauses.flatMap { $0.flatMap(\.self) }
    words = all.filter { seen.insert($0).inserted }
    numbers = Dictionary(
      uniqueKeysWithValues: words.enumerated().map { ($0.element, Int32($0.offset)) })
  }

  /// A random text with `distance` words between fact and question.
  package func example(distance: Int, using random: inout Random) -> Example {
    let answer = random.index(below: facts.count)
    let opening = openings[random.index(below: openings.count)]
    var filler: [String] = []
    while filler.count < distance {
      for choices in clauses[random.index(below: clauses.count)] {
        filler.append(choices[random.index(below: choices.count)])
      }
    }
    let question = questions[random.index(below: questions.count)]
    return Example(
      words: opening.before + [facts[answer].place] + opening.after + filler.prefix(distance)
        + question,
      answer: answer)
  }

  /// The numbers of a text's words.
  func ids(_ example: Example) -> [Int32] { example.words.map { numbers[$0] ?? 0 } }
}
