/// Faces and hearts written with ASCII characters.
enum Emoticons {
  /// The longest emoticon in bytes.
  static let longest = 5

  // The table folds case, so `:d` counts as `:D`.
  static let table = WordTable(
    """
    :) :-) :( :-( ;) ;-) ;( ;-( :D :-D ;D :P :-P ;P ;-P =) =( =D =P =/ =] :] :[ :-] :-[ :/ :-/ :\\
    :-\\ :o :-o :3 :* :-* :'( :') >:( >:) >:-( (: (-: ): (; <3 </3 <33 ^_^ ^^ -_- o_o o.o >_< >.<
    T_T ;_; :)) :-)) :)))  :(( :')) =)) ;)) 8-) 8) xD x-D :X :-X :$ :S :-S :c :@ \\o/ ^.^ *_* u_u
    """)
}
