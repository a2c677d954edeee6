import ElmanCorpora
import ElmanText

extension TaggedSentence {
  /// The entities of the sentence in the order of the text, each with its type, its words and its
  /// place; none if the tagger does not fill ``TagColumn/ner``.
  ///
  /// Their probabilities are there if those of the sentence were asked for: how probable it is that an
  /// entity of the type stands exactly there.
  ///
  /// ```swift
  /// for entity in sentence.entities {
  ///   print(entity.type, sentence.text(of: entity), entity.probability ?? 0)
  /// }
  /// ```
  ///
  /// - Complexity: O(n) in the bytes of the sentence.
  public var entities: [Entity] {
    var entities = sentence.entities(entitySpans, probabilities: entityProbabilities ?? [])
    if top > 0 {
      for index in entities.indices {
        entities[index].alternatives = entityAlternatives(from: entities[index].words.lowerBound)
      }
    }
    return entities
  }

  /// The text of an entity, as it stands in the sentence.
  public func text(of entity: Entity) -> String {
    String(decoding: sentence.text[entity.range], as: UTF8.self)
  }

  /// The words and types of the entities.
  package var entitySpans: [LabelledSpan] {
    guard let index = columns.firstIndex(where: { $0.column == .ner }),
      let spans = columns[index].spans
    else { return [] }
    return spans.spans(
      of: sentence.words.indices.lazy.map { Int32(labelId($0, at: index)) })
  }

  /// For each of ``entitySpans`` its probability, where asked for.
  public var entityProbabilities: [Float]? {
    hasEntityProbabilities
      ? entitySpans.map { entityProbability(from: $0.range.lowerBound) ?? 0 } : nil
  }
}
