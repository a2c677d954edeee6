import ElmanStreams
import ArgumentParser
import Elman
import ElmanBytes
import ElmanCorpora
import ElmanNetworks
import ElmanEvaluation
import ElmanTraining

extension CellKind: ExpressibleByArgument {}
extension HeadKind: ExpressibleByArgument {}

/// `elman train tagger`.
struct TrainTagger: ThreadedCommand {
  private typealias Model = TaggerConfiguration

  static let configuration = CommandConfiguration(
    commandName: "tagger",
    abstract: "Trains a tagger on CoNLL-U files, or on entities in columns.",
    discussion: """
      All columns that the corpus has are learned, unless --column names some. The model with the best accuracy on the \
      dev corpus is written, after each epoch that brought a better one; a file that is there already stays until the \
      end. Ctrl-C ends training and keeps the best. The settings go by the size of the corpus: see 'elman train --settings'.

      Several columns share all layers but the last, and the accuracy that counts is the mean of \
      theirs. Their labels may stand in files of their own, with the same sentences as the corpora:

        --column upos --column lemma --column xpos=x-train.conllu,x-dev.conllu

      A sentence with only _ in a column teaches nothing there.

      The column ner holds named entities; what counts of it is their F1. They stand in MISC of \
      the corpora, NER=B-PER, or in files of their own, where # sent_id tells which sentences are \
      the same: Universal NER (.iob2), CoNLL-U, or columns as of CoNLL-2003, in any of the schemes \
      IOB1, BIO, BIOES, BILUO, BMES, BMEWO. For entities alone the corpora may be such files:

        --column upos --column ner=train.iob2,dev.iob2
        --column ner --train train.conll --dev dev.conll

      Other corpora of the column may be learned beside, whose sentences need no other labels:

        --column upos --column ner=train.iob2,dev.iob2 --also ner=tweets.iob2 --also ner=news.conll

      Of entities each marks the types that occur in it: what it does not mark may there be of the \
      types that only others have, and a token with the label _ may be anything.
      """)

  @OptionGroup var options: TrainingOptions
  @OptionGroup var validation: ValidationOptions
  @Option(
    help: ArgumentHelp(
      """
      A column to learn; to be given for each of several. (default: all that the corpus has)
      """,
      valueName: "name[=train[,dev]]"))
  var column: [ColumnArgument] = []
  @Option(help: "The recurrent cell over words.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(
    help: "The number of bidirectional layers over words.\(DefaultSetting.of(\Model.layers))")
  var layers: Int?
  @Option(help: "The units of each direction of a layer.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?
  @Option(
    help:
      "What turns scores into tags; of entities always crf.\(DefaultSetting.of(\Model.head.rawValue))"
  )
  var head: HeadKind?
  @Option(
    help: ArgumentHelp(
      """
      A model whose tokenizer the tagger's file is to hold too: a name or a path, or 'train' to learn one from the same \
      corpora.
      """, valueName: "model"))
  var tokenizer: String?

  @Option(
    help: """
      A file of word vectors learned elsewhere: GloVe or word2vec as text, word2vec binary, fastText \
      .vec, may be gzipped. They stand beside those that are learned, and stay as they are.
      """)
  var embeddings: String?
  @Option(
    help: """
      How many words get a vector of --embeddings besides those of the training corpus, from the \
      file's start on; of --pretrained, besides those that have a vector of their own.\
      \(DefaultSetting.of(\Model.extraWords))
      """)
  var extraWords: Int?

  @Option(
    help: """
      A CoNLL-U file to learn besides the corpus, whose labels another model gave, as 'elman tag' \
      writes it. It may lack columns.
      """)
  var silver: String?
  @Option(
    help: ArgumentHelp(
      "One more file to learn, of which one column is known; to be given for each of several.",
      valueName: "name=train"))
  var also: [ColumnArgument] = []
  @Option(
    help: ArgumentHelp(
      """
      A model to start from, by name or path: a language model, as 'elman pretrain' makes it, brings the \
      words, the lowest layer and what lies below; a tagger all layers, and what it knows of the same labels.
      """, valueName: "model"))
  var pretrained: String?

  @Option(
    help: """
      A lexicon that the tagger is to know: lines of a form, its lemma, UPOS and features, may be gzipped; \
      see 'elman extend'.
      """)
  var lexicon: String?

  func validate() throws {
    try validation.check(options)
    if embeddings != nil, pretrained != nil {
      throw ValidationError("--pretrained brings its own vectors; --embeddings cannot be added")
    }
    if embeddings == nil, pretrained == nil, extraWords != nil {
      throw ValidationError("--extra-words needs --embeddings or --pretrained")
    }
    if let other = also.first(where: { $0.train == nil || $0.dev != nil }) {
      throw ValidationError(
        "--also: expected a column and a file, such as ner=more.iob2, found"
          + " '\(other.column.rawValue)'\(other.dev == nil ? "" : " with two files")")
    }
    if pretrained != nil, cell != nil {
      throw ValidationError("--pretrained brings its own cell; --cell cannot be given with it")
    }
  }

  var threadCount: Int { options.threads }

  func run() async throws {
    let plan = try await plan()
    let (train, dev) = plan.corpora
    if let folds = validation.folds {
      try await options.crossValidate(plan.training, train, folds: folds)
    } else if validation.allData {
      try await options.runOnAll(plan.training, (train, dev))
    } else {
      try await options.run(plan.training, (train, dev))
    }
    plan.showNext()
  }
}
