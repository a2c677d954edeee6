#!/usr/bin/env python3
"""The default tagger's network in PyTorch, to measure Elman against on the same machine.

The same sizes, batches, dropout, optimizer and CRF as `elman train tagger` by default; one thread.
Prints words a second of the processor in training and in tagging, the median of several rounds.

    pip install torch==2.13.0+cpu --extra-index-url https://download.pytorch.org/whl/cpu
    python3 pytorch_tagger.py train.conllu dev.conllu
"""
import argparse
import random
import statistics
import time
from collections import Counter

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def read(path):
    """Sentences as lists of (form, UPOS)."""
    sentence = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                sentence.append((columns[1], columns[3]))
            elif sentence and not line.strip():
                yield sentence
                sentence = []
    if sentence:
        yield sentence


class CRF(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))
        self.end = nn.Parameter(torch.zeros(labels))

    def loss(self, scores, gold, mask):
        """Negative log-likelihood, summed. scores [T, B, L], gold and mask [T, B]."""
        alpha = self.start + scores[0]
        for t in range(1, len(scores)):
            step = torch.logsumexp(alpha.unsqueeze(2) + self.transitions, 1) + scores[t]
            alpha = torch.where(mask[t].unsqueeze(1), step, alpha)
        partition = torch.logsumexp(alpha + self.end, 1)
        emitted = scores.gather(2, gold.unsqueeze(2)).squeeze(2) * mask
        moved = self.transitions[gold[:-1], gold[1:]] * mask[1:]
        last = gold.gather(0, (mask.sum(0) - 1).unsqueeze(0)).squeeze(0)
        path = emitted.sum(0) + moved.sum(0) + self.start[gold[0]] + self.end[last]
        return (partition - path).sum()

    def decode(self, scores, mask):
        """The best labels, [T, B]; beyond a sentence's end the last label is repeated."""
        best, pointers = self.start + scores[0], []
        same = torch.arange(scores.shape[2]).expand(scores.shape[1], -1)
        for t in range(1, len(scores)):
            step, pointer = (best.unsqueeze(2) + self.transitions).max(1)
            alive = mask[t].unsqueeze(1)
            best = torch.where(alive, step + scores[t], best)
            pointers.append(torch.where(alive, pointer, same))
        labels = [(best + self.end).argmax(1)]
        for pointer in reversed(pointers):
            labels.append(pointer.gather(1, labels[-1].unsqueeze(1)).squeeze(1))
        return torch.stack(labels[::-1])


class Tagger(nn.Module):
    def __init__(self, words, characters, labels, options):
        super().__init__()
        self.options = options
        self.words = nn.Embedding(words, options.word_size)
        self.characters = nn.Embedding(characters, options.character_size)
        self.spelling = nn.LSTM(
            options.character_size, options.character_hidden_size, bidirectional=True
        )
        self.encoder = nn.LSTM(
            options.word_size + 2 * options.character_hidden_size,
            options.hidden_size,
            bidirectional=True,
        )
        self.dropout = nn.Dropout(0.5)
        self.projection = nn.Linear(2 * options.hidden_size, labels)
        self.crf = CRF(labels)

    def forward(self, batch):
        word_ids, type_of_word, types, lengths = batch
        spelled = pack_padded_sequence(
            self.characters(types[0]), types[1], enforce_sorted=False
        )
        _, (state, _) = self.spelling(spelled)
        spelling = torch.cat([state[0], state[1]], 1)
        if self.training:
            drop = torch.rand(word_ids.shape) < self.options.word_dropout
            word_ids = word_ids.masked_fill(drop, 0)
        vectors = torch.cat([self.words(word_ids), spelling[type_of_word]], 2)
        packed = pack_padded_sequence(self.dropout(vectors), lengths)
        hidden, _ = pad_packed_sequence(self.encoder(packed)[0])
        return self.projection(self.dropout(hidden))


def prepare(sentences, words, characters):
    """A batch, the longest sentence first: padded ids [T, B] and the distinct words' characters."""
    lengths = torch.tensor([len(s) for s in sentences])
    word_ids = torch.zeros(len(sentences[0]), len(sentences), dtype=torch.long)
    type_of_word = torch.zeros_like(word_ids)
    types = {}
    for b, sentence in enumerate(sentences):
        for t, (form, _) in enumerate(sentence):
            word_ids[t, b] = words.get(form.lower(), 0)
            type_of_word[t, b] = types.setdefault(form, len(types))
    sizes = torch.tensor([min(len(form), 64) for form in types])
    ids = torch.zeros(int(sizes.max()), len(types), dtype=torch.long)
    for b, form in enumerate(types):
        for t, character in enumerate(form[:64]):
            ids[t, b] = characters.get(character, 0)
    return word_ids, type_of_word, (ids, sizes), lengths


def batches(sentences, size):
    """Batches of sentences of similar length."""
    order = sorted(sentences, key=len, reverse=True)
    return [order[i : i + size] for i in range(0, len(order), size)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train")
    parser.add_argument("dev")
    parser.add_argument("--batches", type=int, default=150, help="training batches to measure")
    parser.add_argument("--train-batch-size", type=int, default=16)
    parser.add_argument("--batch-sizes", type=int, nargs="+", default=[32])
    parser.add_argument("--word-size", type=int, default=112)
    parser.add_argument("--character-size", type=int, default=32)
    parser.add_argument("--character-hidden-size", type=int, default=64)
    parser.add_argument("--hidden-size", type=int, default=208)
    parser.add_argument("--word-dropout", type=float, default=0.2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)

    train, dev = list(read(options.train)), list(read(options.dev))
    counts = Counter(form.lower() for s in train for form, _ in s)
    words = {w: i + 1 for i, w in enumerate(w for w, n in counts.items() if n > 1)}
    seen = Counter(c for s in train for form, _ in s for c in form)
    characters = {c: i + 1 for i, c in enumerate(c for c, n in seen.items() if n > 1)}
    labels = {l: i for i, l in enumerate(sorted({l for s in train for _, l in s}))}
    model = Tagger(len(words) + 1, len(characters) + 1, len(labels), options)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)

    chosen = batches(train, options.train_batch_size)
    random.shuffle(chosen)
    speeds = []
    for batch in chosen[: options.batches]:
        start = time.process_time()
        inputs = prepare(batch, words, characters)
        gold = torch.zeros_like(inputs[0])
        for b, sentence in enumerate(batch):
            for t, (_, label) in enumerate(sentence):
                gold[t, b] = labels[label]
        mask = torch.arange(len(gold)).unsqueeze(1) < inputs[3].unsqueeze(0)
        optimizer.zero_grad()
        loss = model.crf.loss(model(inputs), gold, mask) / mask.sum()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()
        speeds.append((int(inputs[3].sum()), time.process_time() - start))
    rate = sum(n for n, _ in speeds[10:]) / sum(t for _, t in speeds[10:])
    print(f"training: {rate:.0f} words/s")

    model.eval()
    total = sum(map(len, dev))
    for batch_size in options.batch_sizes:
        rounds = []
        with torch.inference_mode():
            for _ in range(3):
                start = time.process_time()
                for batch in batches(dev, batch_size):
                    inputs = prepare(batch, words, characters)
                    scores = model(inputs)
                    mask = torch.arange(len(scores)).unsqueeze(1) < inputs[3].unsqueeze(0)
                    model.crf.decode(scores, mask)
                rounds.append(total / (time.process_time() - start))
        print(f"tagging, batch {batch_size}: {statistics.median(rounds):.0f} words/s")


if __name__ == "__main__":
    main()
