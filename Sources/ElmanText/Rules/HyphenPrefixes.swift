/// Word parts that a hyphen ties to the word after them: `e-mail`, `non-smoker`.
///
/// All other compounds are cut at the hyphen: `well`, `-`, `known`.
enum HyphenPrefixes {
  static let table = WordTable(
    """
    e non pre anti mid re post co over pro multi ex sub semi neo psycho socio arch counter intra
    un uber ultra pseudo quasi trans infra bi tri hyper hypo
    """)
}
