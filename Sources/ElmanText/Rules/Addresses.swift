/// Endings by which addresses and file names without a scheme are known.
enum Addresses {
  /// Top-level domains that hardly occur as the first word of a sentence that lacks its space.
  static let domains = WordTable(
    """
    com org net edu gov mil int biz info io co uk de fr nl ru cn jp ca au ch eu tv dev app ai
    """)

  /// Endings of file names.
  static let fileEndings = WordTable(
    """
    doc docx xls xlsx ppt pptx pdf txt rtf csv tsv json xml html htm css js ts py c h cpp cc hpp
    swift java rb go rs sh bat exe dll zip gz tar tgz bz2 xz rar 7z jpg jpeg png gif bmp svg tif
    tiff mp3 mp4 avi mov wav flac ogg url log md yaml yml toml ini cfg conf sql db dat bin iso php
    asp aspx jsp jar conllu safetensors
    """)
}
