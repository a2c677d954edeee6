import ElmanNetworks
import ElmanText

/// What is decided once each column was for itself.
extension TaggerSession {
  /// A token of a batch whose form has notes, and where it stands.
  struct NotedToken {
    let row: Int
    let notes: FormNotes
  }

  /// Labels what is known by its form, and makes labels of several columns agree.
  func decideTogether(_ packing: SequencePacking, isCached: Bool) {
    findNotes(packing, isCached: isCached)
    rules.removeAll(keepingCapacity: true)
    if let shapes = tagger.knowledge.shapes {
      for token in noted {
        guard let labels = token.notes.shape.flatMap({ shapes.labels(of: $0) }) else { continue }
        for (column, label) in zip(shapes.columns, labels) { best[column][token.row] = label }
        if let unchanged = places.unchanged { rules.append((token.row, unchanged)) }
      }
    }
    agreement?.decide(&best, scores, packing)
    guard let partOfSpeech = places.partOfSpeech else { return }
    for token in noted {
      guard token.notes.shape == nil, let step = packing.step(ofRow: token.row) else { continue }
      let place = Place(sequence: token.row - packing.offsets[step], step: step, row: token.row)
      if let part = token.notes.onlyPartOfSpeech {
        decide(place, isOnly: part, token.notes.isFinite, partOfSpeech, packing)
      }
      if token.notes.isFollowed { decideByFollower(place, partOfSpeech, packing) }
    }
  }

  /// Where a token stands in a batch.
  private struct Place {
    let sequence: Int
    let step: Int
    let row: Int
  }

  private func findNotes(_ packing: SequencePacking, isCached: Bool) {
    noted.removeAll(keepingCapacity: true)
    if isCached {
      cache.forEachNoted { noted.append(NotedToken(row: $0, notes: $1)) }
    } else if let reader {
      for sequence in 0..<packing.sequenceCount {
        for step in 0..<packing.lengths[sequence] {
          let notes = batch[packing.order[sequence]].withBytes(of: step, reader.notes)
          if notes.isEmpty { continue }
          noted.append(
            NotedToken(row: packing.row(step: step, sequence: sequence), notes: notes))
        }
      }
    }
  }

  /// A form that the lexicon has as one part of speech alone, and the corpus never as the one that was decided, is what
  /// the lexicon says; but for names, and for adjectives, which are made of many words, though of no finite verb. Which
  /// verbs are auxiliaries the network knows better.
  private func decide(
    _ place: Place, isOnly part: Int32, _ isFinite: Bool, _ column: Int, _ packing: SequencePacking
  ) {
    let decided = best[column][place.row]
    let openParts = isFinite ? places.openPartsOfFinite : places.openParts
    guard decided != part, !openParts.contains(decided),
      reader?.hasSeen(
        place.step, tagger.columns[column].labels[Int(decided)],
        in: batch[packing.order[place.sequence]]) == false
    else { return }
    best[column][place.row] = part
    agreement?.decide(place.sequence, place.step, keeping: [column], &best, scores, packing)
  }

  /// Decides what a frequent form is by the word that follows it.
  private func decideByFollower(_ place: Place, _ column: Int, _ packing: SequencePacking) {
    func row(_ step: Int) -> Int { packing.row(step: step, sequence: place.sequence) }
    let next = (place.step + 1..<packing.lengths[place.sequence]).first {
      !places.passedOver.contains(best[column][row($0)])
    }
    guard let next else { return }
    let names = tagger.columns[column].labels
    let follower = places.languagePartOfSpeech.map {
      tagger.columns[$0].labels[Int(best[$0][row(next)])]
    }
    let labels = reader?.labels(
      of: place.step, names[Int(best[column][place.row])], before: next, follower,
      in: batch[packing.order[place.sequence]])
    guard let labels else { return }
    if labels.rule >= 0 { rules.append((place.row, labels.rule)) }
    guard let language = places.languagePartOfSpeech, labels.languagePartOfSpeech >= 0,
      best[language][place.row] != labels.languagePartOfSpeech
    else { return }
    best[language][place.row] = labels.languagePartOfSpeech
    agreement?.decide(
      place.sequence, place.step, keeping: [column, language], &best, scores, packing)
  }

  /// Chooses the rules of the lemmas. What was decided before is remembered.
  func chooseLemmas(_ lemma: Int, _ packing: SequencePacking, isCached: Bool) {
    guard let scores = scores[lemma]?.values else { return }
    func labels(_ place: Int?) -> [Int32]? { place.map { best[$0] } }
    let parts = labels(places.partOfSpeech)
    let languageParts = labels(places.languagePartOfSpeech)
    let features = labels(places.features)
    lemmaRules = best[lemma]
    if isCached { cache.copyFormNumbers(into: &formNumbers) }
    for sequence in 0..<packing.sequenceCount {
      for step in 0..<packing.lengths[sequence] {
        let row = packing.row(step: step, sequence: sequence)
        let labels = WordLabels(
          partOfSpeech: parts.map { Int($0[row]) },
          languagePartOfSpeech: languageParts.map { Int($0[row]) },
          features: features.map { Int($0[row]) })
        let rule = lemmaRules[row]
        let key = isCached ? LemmaMemory.Key(form: formNumbers[row], labels, best: rule) : nil
        let code = key.flatMap { lemmas.code(for: $0) }
        if let code, code >= 0 {
          lemmaRules[row] = code
          continue
        }
        lemmaRules[row] =
          batch[packing.order[sequence]].withBytes(of: step) { form in
            let decision =
              code.map { lemmas.decision($0) }
              ?? chooser?.decision(for: form, labels, best: rule)
            guard let decision else { return nil }
            if code == nil, let key { lemmas.remember(decision, for: key) }
            return chooser?.rule(
              by: decision, for: form, labels, best: rule, scores: scores[row: row])
          } ?? rule
      }
    }
    for (row, rule) in rules { lemmaRules[row] = rule }
  }
}
