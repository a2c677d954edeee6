#!/usr/bin/env python3
"""How fast elman-server tags long texts, and how long short requests wait meanwhile.

    python3 long_and_short.py http://127.0.0.1:8080 elman TEXT --threads 2

Four requests of a megabyte of TEXT are under way at once, again and again; short requests come at a steady rate, whether those before
are answered or not. First the command `elman tag` tags the same megabytes with as many threads as the server has, while nothing else
runs. Words are those of the CoNLL-U that both write, which has to be the same.
"""
import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time

import answers
from answers import SENTENCES, Command, together
from http1 import Connection, Lost, Malformed, percentile, ready

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("url")
parser.add_argument("elman")
parser.add_argument("text")
parser.add_argument("--threads", type=int, default=os.cpu_count(), help="that the server has")
parser.add_argument("--seconds", type=float, default=30)
parser.add_argument("--rate", type=float, default=50, help="short requests a second")
parser.add_argument("--long", type=int, default=4, help="long requests at once")
parser.add_argument("--bytes", type=int, default=1_000_000)
options = parser.parse_args()
counts = {"wrong": 0, "503": 0}


def parts():
    """Texts of about a megabyte, which begin in different places if the file has not enough for all."""
    text = open(options.text, "rb").read()
    if len(text) < options.bytes: raise SystemExit(f"{options.text} has no {options.bytes} bytes")
    step = max(1, min(options.bytes, (len(text) - options.bytes) // max(1, options.long - 1)))
    starts = [min(place * step, len(text) - options.bytes) for place in range(options.long)]
    return [text[start:start + options.bytes].decode(errors="ignore") for start in starts]


def command_alone(texts):
    """The seconds of the command for all texts; it reads them from files, each a document."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{place}.txt") for place in range(len(texts))]
        for path, text in zip(paths, texts): open(path, "w", encoding="utf8").write(text)
        call = [options.elman, "tag", "--output", "conllu", "--threads", str(options.threads)]
        subprocess.run(call + paths[:1], check=True, stdout=subprocess.DEVNULL)
        start = time.monotonic()
        subprocess.run(call + paths, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - start


async def ask(connection, work):
    """The seconds until the whole answer, or nothing if there was none."""
    start = time.monotonic()
    try: answer = await connection.ask(work.data, 600)
    except (Lost, Malformed, OSError, asyncio.TimeoutError) as error: problem = repr(error)
    else:
        if answer.status in (429, 503):
            counts["503"] += 1
            return
        problem = f"status {answer.status}" if answer.status != 200 else work.problem(answer)
    if not problem: return time.monotonic() - start
    counts["wrong"] += 1
    connection.drop()
    print(f"{work.kind}: {problem}", file=sys.stderr)


async def short_ones(works, seconds):
    """The waiting times of requests that are sent at a steady rate, counted from when each should have been sent."""
    free, times, asked = [], [], []
    begin = time.monotonic()

    async def one(number):
        due = begin + number / options.rate
        await asyncio.sleep(max(0, due - time.monotonic()))
        connection = free.pop() if free else Connection(options.url)
        if await ask(connection, works[number % len(works)]) is not None: times.append(time.monotonic() - due)
        free.append(connection)

    for number in range(int(seconds * options.rate)): asked.append(asyncio.create_task(one(number)))
    await asyncio.gather(*asked)
    for connection in free: connection.drop()
    return times


async def long_ones(works, end):
    """The words that were tagged by the end, of requests that were answered, and the seconds that they took."""
    words, last = 0, 0
    start = time.monotonic()

    async def one(work):
        nonlocal words, last
        connection = Connection(options.url)
        while time.monotonic() < end:
            if await ask(connection, work) is not None:
                words += work.words
                last = time.monotonic()
            else: await asyncio.sleep(0.5)
        connection.drop()

    await asyncio.gather(*map(one, works))
    return words, max(last - start, 1e-9)


def row(name, times, words=""):
    values = [f"{percentile(times, part) * 1000:.1f}" for part in (50, 95, 99)] if times else ["", "", ""]
    print(f"| {name} | {words} | {len(times) if times else ''} | {' | '.join(values)} |", flush=True)


async def run():
    await ready(options.url)
    command = Command(options.elman)
    texts = parts()
    long = together(answers.conllu, [(command, text) for text in texts])
    short = together(answers.tagged, [(command, sentence) for sentence in SENTENCES])
    seconds = command_alone(texts)
    print("| | words/s of long texts | short requests | p50 ms | p95 ms | p99 ms |\n| :-- | --: | --: | --: | --: | --: |")
    row(f"elman tag --threads {options.threads}", [], f"{sum(work.words for work in long) / seconds:,.0f}")
    await short_ones(short, 2)
    row(f"server, {options.rate:.0f} short ones a second alone", await short_ones(short, 10))
    words, seconds = await long_ones(long, time.monotonic() + options.seconds / 2)
    row(f"server, {options.long} long ones alone", [], f"{words / seconds:,.0f}")
    (words, seconds), times = await asyncio.gather(
        long_ones(long, time.monotonic() + options.seconds), short_ones(short, options.seconds))
    row("server, both", times, f"{words / seconds:,.0f}")
    print(f"\n{counts['503']} answers of 503, {counts['wrong']} wrong")


asyncio.run(run())
sys.exit(1 if counts["wrong"] else 0)
