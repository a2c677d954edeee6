/// English words that are written as one and stand for two.
enum Contractions {
  /// Words without an apostrophe, cut at the bar.
  static let fused = WordTable(
    """
    can|not gon|na wan|na got|ta out|ta lem|me gim|me du|nno ai|nt do|nt does|nt did|nt ca|nt
    wo|nt would|nt could|nt should|nt is|nt was|nt are|nt were|nt has|nt have|nt had|nt i|m i|ve
    they|re you|re you|ve we|ve they|ve that|s
    """)

  /// What may follow an apostrophe at the end of a word and is a word of its own with it.
  static let clitics = WordTable("s m ll ve re d")

  /// Words that begin with an apostrophe.
  static let elisions = WordTable("em til tis twas cause n bout round")
}
