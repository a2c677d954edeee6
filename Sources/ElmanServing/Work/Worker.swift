import Elman
import ElmanBytes
import ElmanStreams
import ElmanText

/// What one thread works with: sessions of the models, which it keeps while they are used.
final class Worker {
  /// The memory of each session for what is known of frequent words.
  private static let cacheBytes = 16 << 20
  /// The most sessions that are kept, those that were used last.
  private static let mostSessions = 12

  private let metrics: ServerMetrics
  private var taggers = RecentValues<TaggingPlan.SessionKey, TaggerSession>(most: mostSessions)
  private var writers = RecentValues<TaggingPlan.WriterKey, any SentenceWriter>(most: mostSessions)
  private var labellers = RecentValues<
    LabellingPlan.SessionKey, ([StreamText]) -> [ClassifiedText]
  >(most: mostSessions)

  init(metrics: ServerMetrics) { self.metrics = metrics }

  /// Works on the next portion of each request of a batch, and answers.
  func run(_ batch: [WorkTicket]) {
    var tagging: [(work: TaggingWork, ticket: WorkTicket)] = []
    var labelling: [(work: LabellingWork, ticket: WorkTicket)] = []
    for ticket in batch {
      if ticket.work.isAbandoned {
        ticket.continuation.resume(returning: Portion())
      } else if let work = ticket.work as? TaggingWork {
        tagging.append((work, ticket))
      } else if let work = ticket.work as? LabellingWork {
        labelling.append((work, ticket))
      }
    }
    if !tagging.isEmpty { tag(tagging) }
    if !labelling.isEmpty { label(labelling) }
  }

  /// A sentence of one of several requests.
  private struct Place {
    let work: Int
    let sentence: Int
  }

  private func tag(_ all: [(work: TaggingWork, ticket: WorkTicket)]) {
    if all.count > 1 { readTogether(all.map(\.work)) }
    var groups: [TaggingPlan.GroupKey: [Place]] = [:]
    var tags: [[TaggedSentence?]] = []
    for (index, (work, _)) in all.enumerated() {
      work.cut()
      tags.append(Array(repeating: nil, count: work.pending.count))
      for (number, item) in work.pending.enumerated() {
        guard let key = work.plan.groupKey(of: item.sentence.language) else { continue }
        groups[key, default: []].append(Place(work: index, sentence: number))
      }
    }
    for (key, places) in groups {
      let plan = all[places[0].work].work.plan
      guard let tagger = plan.tagger(of: key.session.language) else { continue }
      let session = taggers.value(of: key.session) {
        TaggerSession(tagger, columns: plan.columns, cacheBytes: Self.cacheBytes)
      }
      let missed = session.missedWordCount
      let sentences = places.map { all[$0.work].work.pending[$0.sentence].sentence }
      let tagged = session.tag(sentences, probabilities: key.probabilities, top: key.top)
      for (place, sentence) in zip(places, tagged) { tags[place.work][place.sentence] = sentence }
      metrics.count(
        sentences: sentences.count, words: sentences.reduce(0) { $0 + $1.words.count },
        missedWords: session.missedWordCount - missed)
    }
    for (index, (work, ticket)) in all.enumerated() {
      // What it makes of all labels is made once.
      let writer = writers.value(of: work.writerKey) { work.makeWriter() }
      ticket.continuation.resume(returning: work.write(tags[index], writer))
    }
  }

  /// Finds where tokens and sentences end in short texts, those of one model together.
  private func readTogether(_ works: [TaggingWork]) {
    var groups: [Spelling: [(work: TaggingWork, texts: WindowTexts)]] = [:]
    for work in works where work.tokenizer != nil {
      guard let texts = work.takeTexts() else { continue }
      groups[Spelling(work.plan.model), default: []].append((work, texts))
    }
    for group in groups.values {
      guard let tokenizer = group[0].work.tokenizer else { continue }
      for ((work, texts), labels) in zip(group, tokenizer.labels(of: group.map(\.texts))) {
        work.set(labels, of: texts)
      }
    }
  }

  private func label(_ all: [(work: LabellingWork, ticket: WorkTicket)]) {
    var groups: [LabellingPlan.SessionKey: [Int]] = [:]
    for (index, (work, _)) in all.enumerated() {
      groups[work.plan.session, default: []].append(index)
    }
    for (key, works) in groups {
      let plan = all[works[0]].work.plan
      let session = labellers.value(of: key) {
        plan.labeller.session(
          batchSize: ClassifierSession.defaultBatchSize, cacheBytes: Self.cacheBytes,
          explains: key.explains)
      }
      let texts = works.map { all[$0].work.take() }
      metrics.count(texts: texts.reduce(0) { $0 + $1.count })
      var results = session(texts.flatMap(\.self))[...]
      for (work, texts) in zip(works, texts) {
        let own = Array(results.prefix(texts.count))
        results = results.dropFirst(texts.count)
        all[work].ticket.continuation.resume(returning: all[work].work.write(texts, own))
      }
    }
  }
}

/// Values that are made when they are first needed, of which those are kept that were used last.
struct RecentValues<Key: Hashable, Value> {
  let most: Int
  private var values: [Key: Value] = [:]
  /// The keys, those that were used last at the end.
  private var order: [Key] = []

  init(most: Int) { self.most = most }

  /// The value of a key.
  mutating func value(of key: Key, make: () -> Value) -> Value {
    if order.last != key {
      order.removeAll { $0 == key }
      order.append(key)
    }
    if let value = values[key] { return value }
    if order.count > most { values[order.removeFirst()] = nil }
    let value = make()
    values[key] = value
    return value
  }
}
