#!/usr/bin/env python3
"""How fast spaCy tags, parses and finds names, on one core: spacy_pipeline.py TRAIN.conllu TEXT

The pipeline has the sizes of en_core_web_sm (a tagger, a parser and names on one convolutional encoder of 4 layers of 96), learned
on a few hundred sentences: enough for its speed. It has no lemmas and no features. Elman's figure beside it: elman tag --threads 1 TEXT.
Set OMP_NUM_THREADS and OPENBLAS_NUM_THREADS to 1.
"""
import random, sys, time

import spacy
from spacy.tokens import Doc
from spacy.training import Example

TRAIN, TEXT = sys.argv[1:]
SENTENCES, EPOCHS = 200, 6
nlp = spacy.blank('en')
nlp.add_pipe('tok2vec', config={'model': {
    '@architectures': 'spacy.HashEmbedCNN.v2', 'pretrained_vectors': None, 'width': 96, 'depth': 4, 'embed_size': 2000,
    'window_size': 1, 'maxout_pieces': 3, 'subword_features': True}})
listener = {'@architectures': 'spacy.Tok2VecListener.v1', 'width': 96, 'upstream': 'tok2vec'}
nlp.add_pipe('tagger', config={'model': {
    '@architectures': 'spacy.Tagger.v2', 'nO': None, 'normalize': False, 'tok2vec': listener}})
for name in ('parser', 'ner'):
    nlp.add_pipe(name, config={'model': {
        '@architectures': 'spacy.TransitionBasedParser.v2', 'state_type': name, 'extra_state_tokens': False, 'hidden_width': 64,
        'maxout_pieces': 2, 'use_upper': True, 'nO': None, 'tok2vec': listener}})

examples, rows = [], []
for line in open(TRAIN, encoding='utf8'):
    columns = line.rstrip('\n').split('\t')
    if len(columns) == 10 and columns[0].isdigit(): rows.append(columns)
    elif not line.strip() and rows and len(examples) < SENTENCES:
        words = [row[1] for row in rows]
        examples.append(Example.from_dict(Doc(nlp.vocab, words=words), {
            'words': words, 'tags': [row[4] for row in rows],
            'heads': [int(row[6]) - 1 if row[6] != '0' else place for place, row in enumerate(rows)],
            'deps': [row[7] if row[6] != '0' else 'ROOT' for row in rows],
            'entities': ['U-PER' if row[3] == 'PROPN' else 'O' for row in rows]}))
        rows = []
nlp.initialize(lambda: examples)
optimizer = nlp.resume_training()
for _ in range(EPOCHS):
    random.shuffle(examples)
    for start in range(0, len(examples), 32): nlp.update(examples[start:start + 32], sgd=optimizer)

texts = [line for line in open(TEXT, encoding='utf8').read().split('\n') if line.strip()]
for _ in nlp.pipe(texts[:40]): pass
start = time.process_time()
count = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
print(f'{count / (time.process_time() - start):.0f} words/s')
