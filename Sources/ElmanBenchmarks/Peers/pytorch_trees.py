#!/usr/bin/env python3
"""How fast PyTorch learns trees, on one core: pytorch_trees.py TRAIN.conllu [SENTENCES]

The network is that of `elman train tagger --column deps` with its default sizes: words of 112, a bidirectional LSTM of 64 over
characters of 32, affixes of 64, bidirectional LSTMs of 208 and 128, a biaffine scorer of 128 and 64, batches of 8 sentences of
like length, Adam. Elman's figure beside it is that of the same sentences: elman train tagger --column deps --threads 1 --epochs 2 …
"""
import sys, time

import torch, torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_num_threads(1)
torch.manual_seed(1)
path, limit = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3000

sentences, rows = [], []
for line in open(path, encoding='utf8'):
    columns = line.rstrip('\n').split('\t')
    if len(columns) == 10 and columns[0].isdigit(): rows.append((columns[1], int(columns[6]), columns[7]))
    elif not line.strip() and rows: sentences, rows = sentences + [rows] if len(sentences) < limit else sentences, []


def numbers(values, start):
    table = {}
    for value in values: table.setdefault(value, len(table) + start)
    return table


words = numbers((w for s in sentences for w, _, _ in s), 1)
characters = numbers((c for w in words for c in w), 1)
relations = numbers((r for s in sentences for _, _, r in s), 0)
ends = [[w[:n] + '^' for n in range(1, 6)] + ['$' + w[-n:] for n in range(1, 6)] for w in words]
affixes = numbers((a for e in ends for a in e), 1)
affix_ids = torch.tensor([[0] * 10] + [[affixes[a] for a in e] for e in ends])
character_ids = [torch.tensor([0])] + [torch.tensor([characters[c] for c in w]) for w in words]


class Parser(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(len(words) + 1, 112)
        self.characters = nn.Embedding(len(characters) + 1, 32, padding_idx=0)
        self.reader = nn.LSTM(32, 64, bidirectional=True, batch_first=True)
        self.affixes = nn.EmbeddingBag(len(affixes) + 1, 64, mode='sum')
        self.lower = nn.LSTM(112 + 128 + 64, 208, bidirectional=True, batch_first=True)
        self.upper = nn.LSTM(416, 128, bidirectional=True, batch_first=True)
        self.projection = nn.Linear(256, 2 * (128 + 64))
        self.root = nn.Parameter(0.1 * torch.randn(1, 1, 192))
        self.arcs = nn.Linear(128, 128)
        self.relations = nn.Linear(3 * 64, len(relations))
        self.dropout = nn.Dropout(0.33)

    def layer(self, lstm, input, lengths):
        packed = pack_padded_sequence(input, lengths, batch_first=True, enforce_sorted=False)
        return self.dropout(pad_packed_sequence(lstm(packed)[0], batch_first=True)[0])

    def forward(self, ids, lengths, heads, labels):
        known = ids[ids > 0]
        spelt = nn.utils.rnn.pad_sequence([character_ids[i] for i in known], batch_first=True)
        sizes = torch.tensor([len(character_ids[i]) for i in known])
        packed = pack_padded_sequence(self.characters(spelt), sizes, batch_first=True, enforce_sorted=False)
        last = self.reader(packed)[1][0]
        read = torch.zeros(*ids.shape, 192)
        read[ids > 0] = torch.cat([last[0], last[1], self.affixes(affix_ids[known])], 1)
        states = self.dropout(torch.cat([self.words(ids), read], 2))
        states = self.layer(self.upper, self.layer(self.lower, states, lengths), lengths)
        d, e, p, q = self.dropout(torch.tanh(self.projection(states))).split([128, 128, 64, 64], 2)
        root = self.root.expand(len(ids), 1, 192)
        e, q = torch.cat([root[:, :, :128], e], 1), torch.cat([root[:, :, 128:], q], 1)
        scores = self.arcs(d) @ e.transpose(1, 2)
        there = torch.arange(e.shape[1])[None, :] <= lengths[:, None]
        scores = scores.masked_fill(~there[:, None, :], -1e9)
        own = torch.gather(q, 1, heads.clamp(min=0)[:, :, None].expand(-1, -1, 64))
        labelled = self.relations(torch.cat([p * own, p, own], 2))
        mask = ids > 0
        return (nn.functional.cross_entropy(scores[mask], heads[mask])
                + nn.functional.cross_entropy(labelled[mask], labels[mask]))


sentences.sort(key=len)
batches = [sentences[i:i + 8] for i in range(0, len(sentences), 8)]
order = torch.randperm(len(batches)).tolist()
parser = Parser()
adam = torch.optim.Adam(parser.parameters(), lr=0.002)
count, start = 0, None
for place, index in enumerate(order):
    if place == 20: count, start = 0, time.process_time()
    batch = batches[index]
    pad = nn.utils.rnn.pad_sequence
    ids = pad([torch.tensor([words[w] for w, _, _ in s]) for s in batch], batch_first=True)
    heads = pad([torch.tensor([h for _, h, _ in s]) for s in batch], batch_first=True)
    labels = pad([torch.tensor([relations[r] for _, _, r in s]) for s in batch], batch_first=True)
    loss = parser(ids, torch.tensor([len(s) for s in batch]), heads, labels)
    adam.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(parser.parameters(), 5)
    adam.step()
    count += sum(map(len, batch))
print(f'{count / (time.process_time() - start):.0f} words/s, {sum(p.numel() for p in parser.parameters())} parameters')
