/// Words that keep the full stop after them.
enum Abbreviations {
  /// Abbreviations that a name or number follows: they never end a sentence.
  static let titles = WordTable(
    """
    mr mrs ms mx dr prof rev fr hon st ste messrs mmes gen col maj capt cmdr lt sgt cpl pvt adm
    brig gov sen sens rep reps pres supt ald amb atty insp
    vs v eds approx ca
    mt ft pt e.g i.e eg ie cf viz al attn
    jan feb apr jun jul aug sept sep oct nov dec
    mon tue tues wed thu thur thurs fri
    """)

  /// Abbreviations that may also stand at the end of a sentence.
  static let words = WordTable(
    """
    etc jr sr inc ltd co corp bros llc plc assn assoc dept div univ inst dist intl natl govt
    ave blvd rd hwy apt bldg esq esp est incl max mfg misc
    a.m p.m ph.d m.d b.a m.a b.sc m.sc d.c u.s u.k u.n u.s.a e.u
    yrs hrs mins lbs lb oz ozs sq pct doz conf
    ala ariz calif colo conn fla kan ky la md mich minn mo mont neb
    nev okla penn pa tenn tex va wis wyo ont que
    arr arrv ps spec mar sat sun
    """)

  /// Abbreviations that a number follows, and that end a sentence where none does.
  static let beforeNumbers = WordTable(
    "no nos fig figs eq eqs vol vols pp ed ch sec art para tel ph ext fax mob")

  /// Words that often begin a sentence and seldom a name: after an abbreviation they tell that the
  /// sentence has ended.
  static let sentenceStarters = WordTable(
    """
    the a an this that these those it he she we they you i there here what when where why how who
    if in on at for to from by with as and but or so because although while after before since
    his her its our their my your all some any no not is are was were do does did please thanks
    also then however once only just each both most many several one another such
    """)
}
