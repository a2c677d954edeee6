#!/usr/bin/env python3
"""A classifier's network in PyTorch, to measure Elman against on the same machine.

The same sizes, batches, dropout, pooling and optimizer as the classifier that Elman trains; one
thread. Prints sentences and words a second in training and in classifying, medians of several
rounds, and the accuracy after them. The rounds of training include turning words into ids.

    pip install torch==2.13.0+cpu --extra-index-url https://download.pytorch.org/whl/cpu
    python3 pytorch_classifier.py train.txt dev.txt

A file has a text a line, either `__label__positive some words` or a tree of the Stanford Sentiment
Treebank, of which the root's label counts: 0 and 1 against 3 and 4, without the neutral 2.
"""
import argparse
import random
import re
import statistics
import time
from collections import Counter

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

CELLS = {"elman": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


def read(path):
    """Texts as (label, words). A text without words gets one that is unknown."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("("):
                label, words = int(line[1]), re.findall(r" ([^ ()]+)\)", line)
                if label != 2:
                    yield ("positive" if label > 2 else "negative"), words or [""]
            elif line.startswith("__label__"):
                label, *words = line.split()
                yield label, words or [""]
            elif line.strip():
                raise SystemExit(f"{path}: neither a label nor a tree: {line[:40]!r}")


class AttentionPooling(nn.Module):
    def __init__(self, size, attention_size):
        super().__init__()
        self.projection = nn.Linear(size, attention_size)
        self.query = nn.Linear(attention_size, 1, bias=False)

    def forward(self, states, lengths):
        """From [T, B, size] to [B, size]; padding gets no weight."""
        scores = self.query(torch.tanh(self.projection(states))).squeeze(2)
        padding = torch.arange(len(states)).unsqueeze(1) >= lengths.unsqueeze(0)
        weights = torch.softmax(scores.masked_fill(padding, -torch.inf), 0)
        return torch.einsum("tb,tbd->bd", weights, states)


class Classifier(nn.Module):
    def __init__(self, words, labels, options):
        super().__init__()
        self.words = nn.Embedding(words, options.word_size)
        self.encoder = CELLS[options.cell](
            options.word_size, options.hidden_size, bidirectional=True
        )
        self.pooling = AttentionPooling(2 * options.hidden_size, options.attention_size)
        self.dropout = nn.Dropout(options.dropout)
        self.projection = nn.Linear(2 * options.hidden_size, labels)

    def forward(self, word_ids, lengths):
        vectors = self.dropout(self.words(word_ids))
        states, _ = pad_packed_sequence(self.encoder(pack_padded_sequence(vectors, lengths))[0])
        return self.projection(self.dropout(self.pooling(states, lengths)))


def prepare(texts, words):
    """A batch, the longest text first: padded ids [T, B] and lengths."""
    ids = [torch.tensor([words.get(word.lower(), 0) for word in text]) for _, text in texts]
    return pad_sequence(ids), torch.tensor([len(text) for _, text in texts])


def batches(texts, size):
    """Batches of texts of similar length."""
    order = sorted(texts, key=lambda text: len(text[1]), reverse=True)
    return [order[i : i + size] for i in range(0, len(order), size)]


class Rates:
    """Sentences and words a second, round by round."""

    def __init__(self):
        self.rounds = []

    def measure(self, batches, body):
        start = time.perf_counter()
        for batch in batches:
            body(batch)
        seconds = time.perf_counter() - start
        words = sum(len(text) for batch in batches for _, text in batch)
        self.rounds.append((sum(map(len, batches)) / seconds, words / seconds))

    def __str__(self):
        sentences, words = (statistics.median(column) for column in zip(*self.rounds))
        return f"{sentences:.0f} sentences/s, {words:.0f} words/s"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train")
    parser.add_argument("dev")
    parser.add_argument("--cell", choices=CELLS, default="lstm")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--batches", type=int, default=200, help="training batches a round")
    parser.add_argument("--train-batch-size", type=int, default=32)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--word-size", type=int, default=50)
    parser.add_argument("--hidden-size", type=int, default=128, help="units a direction")
    parser.add_argument("--attention-size", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.5)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)

    train, dev = list(read(options.train)), list(read(options.dev))
    counts = Counter(word.lower() for _, text in train for word in text)
    words = {w: i + 1 for i, w in enumerate(w for w, n in counts.items() if n > 1)}
    labels = {l: i for i, l in enumerate(sorted({l for l, _ in train + dev}))}
    model = Classifier(len(words) + 1, len(labels), options)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)

    def learn(batch):
        gold = torch.tensor([labels[label] for label, _ in batch])
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(*prepare(batch, words)), gold).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()

    chosen = batches(train, options.train_batch_size)
    for batch in chosen[:10]:
        learn(batch)
    rates = Rates()
    for _ in range(options.rounds):
        random.shuffle(chosen)
        rates.measure(chosen[: options.batches], learn)
    print(f"training, batch {options.train_batch_size}: {rates}")

    model.eval()
    correct = 0

    def classify(batch):
        nonlocal correct
        best = model(*prepare(batch, words)).argmax(1).tolist()
        correct += sum(labels[label] == index for (label, _), index in zip(batch, best))

    rates = Rates()
    with torch.inference_mode():
        for _ in range(options.rounds):
            correct = 0
            rates.measure(batches(dev, options.batch_size), classify)
    print(f"classifying, batch {options.batch_size}: {rates}")
    print(f"accuracy: {100 * correct / len(dev):.1f} %")


if __name__ == "__main__":
    main()
