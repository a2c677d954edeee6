/// Languages by their codes of BCP 47 and by their names in English.
package enum LanguageNames {
  /// The English name of a code, such as `German` for `de`; `nil` for one that is not in the table.
  package static func name(of code: some StringProtocol) -> String? {
    table.first { $0.code.utf8.elementsEqual(code.utf8) }?.name
  }

  /// The code of a name, in any case of ASCII letters: `de` for `german`.
  package static func code(of name: some StringProtocol) -> String? {
    func isSame(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
      one.utf8.map(\.asciiLowercased) == other.utf8.map(\.asciiLowercased)
    }
    return table.first { isSame($0.name, name) }?.code
  }

  /// The name that the model of a language has, given its code: `norwegian-bokmal` for `nb`.
  package static func modelName(of code: some StringProtocol) -> String? {
    guard let name = name(of: code) else { return nil }
    var model: [UInt8] = []
    for scalar in name.unicodeScalars {
      // Names of files are in ASCII; the only other letter of the table is å.
      let ascii = scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "a")
      model.append(ascii == 0x20 ? 0x2D : ascii.asciiLowercased)
    }
    return String(decoding: model, as: UTF8.self)
  }

  /// Codes and names, those of the shipped identifier.
  package static let table: [(code: String, name: String)] = text.split(separator: "\n").map {
    let parts = $0.split(separator: " ", maxSplits: 1)
    return (String(parts[0]), String(parts[1]))
  }

  private static let text = """
    af Afrikaans
    am Amharic
    ar Arabic
    az Azerbaijani
    ba Bashkir
    be Belarusian
    bem Bemba
    bg Bulgarian
    bn Bengali
    bo Tibetan
    bs Bosnian
    ca Catalan
    ckb Central Kurdish
    cs Czech
    cy Welsh
    da Danish
    de German
    dv Divehi
    dz Dzongkha
    ee Ewe
    el Greek
    en English
    eo Esperanto
    es Spanish
    et Estonian
    eu Basque
    fa Persian
    ff Pulaar
    fi Finnish
    fj Fijian
    fo Faroese
    fr French
    ga Irish
    gl Galician
    gu Gujarati
    ha Hausa
    he Hebrew
    hi Hindi
    hmn Hmong
    hr Croatian
    hu Hungarian
    hy Armenian
    id Indonesian
    ig Igbo
    is Icelandic
    it Italian
    ja Japanese
    ka Georgian
    kk Kazakh
    km Khmer
    kn Kannada
    ko Korean
    ku Northern Kurdish
    ky Kyrgyz
    la Latin
    lb Luxembourgish
    lg Ganda
    lo Lao
    lt Lithuanian
    lv Latvian
    mg Malagasy
    mi Maori
    mk Macedonian
    ml Malayalam
    mn Mongolian
    mr Marathi
    ms Malay
    mt Maltese
    my Burmese
    nb Norwegian Bokmål
    nd North Ndebele
    ne Nepali
    nl Dutch
    nn Norwegian Nynorsk
    nso Northern Sotho
    ny Chichewa
    om Oromo
    pa Punjabi
    pl Polish
    ps Pashto
    pt Portuguese
    ro Romanian
    ru Russian
    rw Kinyarwanda
    sd Sindhi
    shi Tachelhit
    si Sinhala
    sk Slovak
    sl Slovenian
    sm Samoan
    sn Shona
    so Somali
    sq Albanian
    sr Serbian
    ss Swati
    st Southern Sotho
    sv Swedish
    sw Swahili
    ta Tamil
    te Telugu
    tg Tajik
    th Thai
    ti Tigrinya
    tk Turkmen
    tl Filipino
    tn Tswana
    to Tongan
    tr Turkish
    ts Tsonga
    tt Tatar
    ty Tahitian
    ug Uyghur
    uk Ukrainian
    ur Urdu
    uz Uzbek
    ve Venda
    vi Vietnamese
    wo Wolof
    xh Xhosa
    yo Yoruba
    yue Cantonese
    zh Chinese
    zu Zulu
    """
}
