#!/usr/bin/env python3
"""Splits a CSV file with a header in train, dev and test parts, 80/10/10, by a seeded shuffle.

    python3 split_csv.py corpus.csv folder [seed]

writes folder/train.csv, folder/dev.csv and folder/test.csv.
"""
import csv
import os
import random
import sys

source, folder = sys.argv[1:3]
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
with open(source, encoding="utf-8", newline="") as file:
    header, *records = csv.reader(file)
random.Random(seed).shuffle(records)
tenth = len(records) // 10
parts = {
    "train": records[2 * tenth:],
    "dev": records[:tenth],
    "test": records[tenth:2 * tenth],
}
os.makedirs(folder, exist_ok=True)
for name, part in parts.items():
    with open(os.path.join(folder, f"{name}.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(part)
    print(f"{name}: {len(part)} records")
