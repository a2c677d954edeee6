#!/usr/bin/env python3
"""Makes CoNLL-U of a Universal NER file whose text has no spaces between words, such as Chinese.

Keeps sentences and words alone, each word with SpaceAfter=No.

    python3 iob2_to_conllu.py train.iob2 > train.conllu
"""
import sys


def main():
    number = 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                continue
            if len(columns) < 2:
                number = 0
                print()
                continue
            number += 1
            print(number, columns[1], *"_" * 7, "SpaceAfter=No", sep="\t")


if __name__ == "__main__":
    main()
