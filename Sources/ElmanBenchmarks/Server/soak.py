#!/usr/bin/env python3
"""A long mixed load on elman-server, all of whose answers are compared with the command's.

    python3 soak.py http://127.0.0.1:8080 elman TEXT --minutes 30 --pid PID --plot memory.svg

ELMAN is the command, TEXT a file of running text of some megabytes. Clients of all kinds work at the same time: quick and slow ones,
ones that hang up, send garbage or wrong requests, or send many requests before they read an answer. Every right answer is compared
byte for byte with what the command says of that text; texts under way at the same time differ, so that answers that are mixed up are
seen, and texts of streams have ids that no other has. Answers of status 503 and 429 are counted and asked for again.

With --pid the memory of the server, its threads and its open files are written down each second, as a table with --table and as
a picture with --plot. It ends with a summary, and with exit code 1 if an answer was wrong or missing.
"""
import argparse
import asyncio
import collections
import json
import os
import random
import sys
import time

import answers
from answers import CONLLU, FORM, JSON, LINES, SENTENCES, TEXT, Command, Stream, together
from http1 import Connection, Lost, Malformed, percentile, ready, request

PROBLEM = "application/problem+json"


class Soak:
    def __init__(self, options):
        self.options = options
        self.url = options.url
        self.outcomes = collections.defaultdict(collections.Counter)
        self.times = collections.defaultdict(list)
        self.number = self.problems = 0
        self.under_way, self.told = set(), set()
        self.end = None

    # What there is to ask.

    def prepare(self):
        options = self.options
        command = Command(options.elman)
        text = open(options.text, encoding="utf8").read()
        size = options.long_kb * 1000
        parts = [text[start:start + size].strip() for start in range(0, min(len(text), 4 * size), size)]
        parts = [part for part in parts if len(part) > size // 2] or [text.strip()]
        several = iter(range(10**9))

        def text_of(count):
            first = next(several)
            return " ".join(SENTENCES[(first * (1 + 6 * place) + 31 * place) % len(SENTENCES)] for place in range(count))

        calls = []
        for _ in range(options.texts):
            calls += [(answers.tagged, text_of(1)), (answers.tagged, text_of(3), 40), (answers.conllu, text_of(2))]
            calls += [(answers.sentence_lines, text_of(3)), (answers.tokenized, text_of(2)), (answers.classified, text_of(1))]
            calls += [(answers.tagged_texts, [text_of(1), text_of(2)]), (answers.identified, [text_of(1), text_of(2)])]
            calls += [(answers.processed, text_of(2)), (answers.processed, text_of(2), True)]
            calls += [(Stream, [text_of(1), text_of(1), text_of(3)])]
        start = time.monotonic()
        self.short = together(lambda make, *rest: make(command, *rest), calls)
        calls = [(make, part) for part in parts for make in (answers.tagged, answers.conllu, answers.processed)]
        calls += [(Stream, [line for line in part.split("\n") if line.strip()][:200]) for part in parts]
        self.long = together(lambda make, *rest: make(command, *rest), calls)
        for work in self.long: work.kind = "long " + work.kind
        print(f"{len(self.short)} short and {len(self.long)} long requests, answered by the command in "
              f"{time.monotonic() - start:.0f} s", flush=True)

    def take(self, works):
        """A request none like which is under way."""
        while True:
            place = random.randrange(len(works))
            if (works is self.long, place) not in self.under_way: break
        self.under_way.add((works is self.long, place))
        self.number += 1
        work = works[place].numbered(self.number)
        work.key = (works is self.long, place)
        return work

    # What came.

    def note(self, kind, outcome, detail=None, answer=None):
        self.outcomes[kind][outcome] += 1
        if outcome not in ("wrong", "lost"): return
        self.problems += 1
        if (kind, str(detail)[:100]) in self.told or len(self.told) > 60: return
        self.told.add((kind, str(detail)[:100]))
        print(f"{self.passed():.1f} s: {kind}: {outcome}: {detail}", flush=True)
        if answer: print(f"    {answer.status} {answer.headers} {answer.body[:300]!r}", flush=True)

    def passed(self): return time.monotonic() - self.start

    @property
    def going(self): return time.monotonic() < self.end

    def judge(self, kind, work, answer, seconds=None):
        if answer.status in (503, 429):
            self.note(kind, "busy")
            if not answer.headers.get("retry-after", "").isdigit(): self.note(kind, "wrong", "no Retry-After", answer)
        elif answer.status != 200: self.note(kind, "wrong", f"status {answer.status}", answer)
        elif problem := work.problem(answer): self.note(kind, "busy" if problem == answers.BUSY else "wrong", problem, answer)
        else:
            self.note(kind, "right")
            if seconds is not None: self.times[kind].append(seconds)

    async def guarded(self, kind, work):
        """Counts what becomes of a coroutine that asks."""
        try: return await work
        except Lost as error: self.note(kind, "lost", error)
        except Malformed as error: self.note(kind, "wrong", f"no HTTP: {error}")
        except asyncio.TimeoutError: self.note(kind, "lost", "no answer in time")
        except OSError as error: self.note(kind, "lost", f"no connection: {error}")
        await asyncio.sleep(0.2)

    # Clients.

    async def client(self, works, pause, **how):
        """One request after the other on a connection that stays."""
        connection = Connection(self.url)
        while self.going:
            work = self.take(works)
            start = time.monotonic()
            answer = await self.guarded(work.kind, connection.ask(work.data, **how))
            if answer:
                self.judge(work.kind, work, answer, time.monotonic() - start)
                if connection.rest: self.note(work.kind, "wrong", f"bytes after the answer: {connection.rest[:80]!r}")
            if not answer or connection.rest or random.random() < 0.02: connection.drop()
            self.under_way.discard(work.key)
            await asyncio.sleep(2 * random.random() * pause)
        connection.drop()

    async def pipeline(self):
        """Many requests at once, whose answers come in their order."""
        while self.going:
            connection = Connection(self.url)
            works = [self.take(self.short) for _ in range(random.randint(2, 12))]

            async def ask():
                sending = asyncio.create_task(connection.send(b"".join(work.data for work in works)))
                await sending
                for work in works:
                    answer = await asyncio.wait_for(connection.answer(), 60)
                    self.judge("pipelined", work, answer)
                    if answer.closes: break

            await self.guarded("pipelined", ask())
            if connection.rest: self.note("pipelined", "wrong", f"bytes after the answers: {connection.rest[:80]!r}")
            for work in works: self.under_way.discard(work.key)
            connection.drop()
            await asyncio.sleep(random.random())

    async def slow_reader(self):
        """Takes a long answer in small pieces over a narrow way."""
        while self.going:
            connection, work = Connection(self.url, receive=1 << 14), self.take(self.long)

            async def ask():
                await connection.send(work.data)
                return await asyncio.wait_for(connection.answer(part=1 << 14, pause=0.01), 120)

            if answer := await self.guarded("slow reader", ask()): self.judge("slow reader", work, answer)
            self.under_way.discard(work.key)
            connection.drop()

    async def slow_sender(self):
        """Sends a request in small pieces."""
        while self.going:
            connection, work = Connection(self.url), self.take(self.short)

            async def ask():
                await connection.send(work.data, part=max(1, len(work.data) // 50), pause=0.05)
                return await asyncio.wait_for(connection.answer(), 60)

            if answer := await self.guarded("slow sender", ask()): self.judge("slow sender", work, answer)
            self.under_way.discard(work.key)
            connection.drop()

    async def stalled(self):
        """Stops in the middle of a request: the server has to give up."""
        while self.going:
            connection, work = Connection(self.url), random.choice(self.short)
            try:
                await connection.send(work.data[:random.randrange(1, len(work.data))])
                answer = await asyncio.wait_for(connection.answer(), self.options.timeout + 15)
                self.note("stalled", "refused" if answer.status == 408 else "wrong", f"status {answer.status}", answer)
            except Lost: self.note("stalled", "closed")
            except OSError as error: self.note("stalled", "lost", f"no connection: {error}")
            except asyncio.TimeoutError: self.note("stalled", "wrong", "the server waits for ever")
            connection.drop()

    async def hangs_up(self):
        """Ends the connection in the middle of a request or of an answer."""
        while self.going:
            connection, work = Connection(self.url), random.choice(self.short + self.long)
            try:
                if random.random() < 0.5: await connection.send(work.data[:random.randrange(1, len(work.data))])
                else:
                    await connection.send(work.data)
                    if random.random() < 0.7: await asyncio.wait_for(connection.reader.read(random.choice((1, 100, 9999))), 60)
                    await asyncio.sleep(random.random() / 5)
                if random.random() < 0.3: connection.writer.write_eof()
                self.note("hangs up", "done")
            except asyncio.TimeoutError: self.note("hangs up", "lost", "no answer in time")
            except OSError as error: self.note("hangs up", "lost", f"no connection: {error}")
            connection.drop()
            await asyncio.sleep(random.random() / 4)

    async def garbage(self):
        """Bytes that are no request; nothing of it may be answered by 200."""
        post = b"POST /v1/tag HTTP/1.1\r\nHost: elman\r\nContent-Type: application/json\r\n"
        body = b'{"text":"Owls."}'
        cases = [
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(300), b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nA\x00b: c\r\n\r\n", b"\r\n" * 5000,
            b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(20000)) + b"\r\n",
            post + b"Content-Length: -5\r\n\r\n" + body, post + b"Content-Length: 1e2\r\n\r\n" + body,
            post + b"Content-Length: 16\r\nContent-Length: 17\r\n\r\n" + body,
            post + b"Content-Length: 99999999999999999999999\r\n\r\n" + body,
            post + b"Content-Length: 16\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0\r\n\r\n" + body,
            post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body, post + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n" + body,
            post + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n" + body,
            post + b"Transfer-Encoding: gzip, chunked\r\n\r\n10\r\n" + body + b"\r\n0\r\n\r\n",
            post + b"Transfer-Encoding: chunked\r\n\r\n10\r\n" + body + b"XX0\r\n\r\n",
            post.replace(b"Host: elman\r\n", b"") + b"Content-Length: 16\r\n\r\n" + body,
        ]
        while self.going:
            data = random.choice(cases + [os.urandom(random.randrange(1, 5000))])
            if random.random() < 0.3:
                place = random.randrange(len(post) - 4)
                byte = bytes([random.choice((0, 10, 13, 32, 127, 200))])
                data = post[:place] + byte + post[place:] + b"Content-Length: 16\r\n\r\n" + body
                allowed = (200,)  # a byte may have fallen where it does no harm, such as into a header's value
            else: allowed = ()
            connection = Connection(self.url)
            try:
                sending = asyncio.create_task(connection.send(data))
                await asyncio.wait([sending], timeout=5)
                if random.random() < 0.5 and sending.done() and not sending.exception(): connection.writer.write_eof()
                answer = await asyncio.wait_for(connection.answer(), self.options.timeout + 15)
                good = answer.status >= 400 or answer.status in allowed
                self.note("garbage", "refused" if good else "wrong", f"status {answer.status} for {data[:200]!r}", answer)
            except Lost: self.note("garbage", "closed")
            except Malformed as error: self.note("garbage", "wrong", f"no HTTP: {error} for {data[:200]!r}")
            except asyncio.TimeoutError: self.note("garbage", "wrong", f"the server waits for ever after {data[:200]!r}")
            except OSError: self.note("garbage", "closed")
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            connection.drop()
            await asyncio.sleep(random.random() / 2)

    async def wrong(self):
        """Requests that are HTTP but wrong, and what has to be said of them."""
        over = self.options.limit_mb * 1_048_576 + 1
        post = lambda body, type=JSON, target="/v1/tag", **how: request("POST", target, body, type, **how)
        cases = [
            ((400, 422), post("")), ((400, 422), post("{")), ((400, 422), post('{"text":"a"')), ((400, 422), post('{"text":"a"} x')),
            ((400, 422), post('{"text":5}')), ((400, 422), post('{"texts":["a",5]}')), ((400, 422), post("[]")),
            ((400, 422), post('{"text":"a","texts":["b"]}')), ((400, 422), post("{}")),
            ((400, 422), post('{"text":"a","top":-1}')), ((400, 422), post("[" * 100000)),
            ((400, 422), post('{"text":"a","columns":["none"]}')), ((400, 422), post('{"text":"a","input":"none"}')),
            ((400, 404, 422), post('{"text":"a","model":"no-such-model"}')),
            ((400, 422), post("a", TEXT, "/v1/tag?top=x")), ((400, 422), post("a", TEXT, "/v1/classify?explain=7")),
            ((400, 404, 422), post("a", TEXT, "/v1/identify?model=english")), ((415,), post("a", "image/png")),
            ((406,), post('{"text":"a"}', accept="image/png")),
            ((404,), request("GET", "/v1/none")), ((405,), request("GET", "/v1/tag")),
            ((405,), request("DELETE", "/v1/models")), ((413,), post(b'{"text":"' + b"a " * (over // 2) + b'"}')),
            ((413,), post(b"a b " * (over // 4) + b"a b ", TEXT, chunks=60000)),
            ((400,), post("tokenizer=&tagger=", FORM, "/process")),
            ((400,), post("data=a&model=no-such-model&tokenizer=", FORM, "/process")),
            ((400,), post("data=a&tokenizer=&output=none", FORM, "/process")), ((400, 415), post("{}", JSON, "/process")),
        ]
        while self.going:
            statuses, data = random.choice(cases)
            connection, name = Connection(self.url), f"{data[:60]!r}…{data[-40:]!r}"
            try:
                answer = await connection.ask(data, 60)
                good = answer.status in statuses or answer.status in (429, 503)
                form = b"/process" not in data[:20] and answer.status not in (429, 503)
                if good and form:
                    type = answer.headers.get("content-type", "").partition(";")[0]
                    good = type == PROBLEM and json.loads(answer.body).get("status") == answer.status
                if answer.status == 405 and "allow" not in answer.headers: good = False
                self.note("wrong requests", "refused" if good else "wrong", f"{answer.status} for {name}", answer)
            except Lost as error:
                # What was sent too much may have destroyed the answer on its way.
                self.note("wrong requests", "cut" if 413 in statuses else "lost", f"{error} for {name}")
            except (Malformed, ValueError) as error: self.note("wrong requests", "wrong", f"{error} for {name}")
            except asyncio.TimeoutError: self.note("wrong requests", "lost", f"no answer to {name}")
            except OSError as error: self.note("wrong requests", "lost", f"{error} for {name}")
            connection.drop()
            await asyncio.sleep(random.random() / 4)

    async def alive(self):
        """Asks each second whether the server is alive, on a connection of its own."""
        while self.going:
            connection, start = Connection(self.url), time.monotonic()
            if answer := await self.guarded("alive", connection.ask(request("GET", "/health/live"), 30)):
                self.note("alive", "right" if answer.status == 200 else "wrong", f"status {answer.status}", answer)
                self.times["alive"].append(time.monotonic() - start)
            connection.drop()
            await asyncio.sleep(1)

    async def watch(self, memory):
        """The memory of the server each second."""
        pid, table = self.options.pid, open(self.options.table, "w") if self.options.table else None
        if table: print("seconds", "rss_kb", "threads", "files", "answers", sep="\t", file=table)
        while self.going:
            try:
                status = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status") if ":" in line)
                size, threads = int(status["VmRSS"].split()[0]), int(status["Threads"])
                try: files = len(os.listdir(f"/proc/{pid}/fd"))
                except PermissionError: files = -1
            except (OSError, KeyError):
                self.note("server", "lost", "the process has ended")
                self.end = 0
                break
            memory.append((self.passed(), size, threads, files))
            count = sum(sum(counter.values()) for counter in self.outcomes.values())
            if table: print(f"{self.passed():.1f}", size, threads, files, count, sep="\t", file=table, flush=True)
            await asyncio.sleep(1)

    async def run(self):
        options, memory = self.options, []
        await ready(self.url)
        self.start = time.monotonic()
        self.end = self.start + options.minutes * 60
        works = [self.client(self.short, options.clients / options.rate) for _ in range(options.clients)]
        works += [self.client(self.long, 0.5) for _ in range(options.long_clients)]
        works += [self.pipeline(), self.slow_reader(), self.slow_reader(), self.slow_sender(), self.slow_sender()]
        works += [self.stalled(), self.hangs_up(), self.hangs_up(), self.garbage(), self.wrong(), self.alive()]
        if options.pid: works.append(self.watch(memory))
        await asyncio.gather(*works)
        self.summary(memory)

    def summary(self, memory):
        print(f"\n{self.passed():.0f} s\n\n| clients | right | wrong | lost | 503 | other | p50 ms | p95 ms | p99 ms |")
        print("| :-- | --: | --: | --: | --: | :-- | --: | --: | --: |")
        for kind in sorted(self.outcomes):
            counts = dict(self.outcomes[kind])
            row = [kind] + [str(counts.pop(name, 0)) for name in ("right", "wrong", "lost", "busy")]
            row.append(", ".join(f"{count} {name}" for name, count in counts.items()))
            row += [f"{percentile(self.times[kind], part) * 1000:.1f}" if self.times[kind] else "" for part in (50, 95, 99)]
            print("| " + " | ".join(row) + " |")
        if memory:
            sizes = [size for _, size, *_ in memory]
            half = sizes[len(sizes) // 2:]
            print(f"\nresident memory: {sizes[0] / 1024:.0f} MB at first, at most {max(sizes) / 1024:.0f} MB, "
                  f"at most {max(sizes[:len(sizes) // 2] or sizes) / 1024:.0f} MB in the first half and {max(half) / 1024:.0f} MB in the "
                  f"second, {sizes[-1] / 1024:.0f} MB at last; at most {max(row[2] for row in memory)} threads "
                  f"and {max(row[3] for row in memory)} open files, {memory[-1][3]} at last")
            if self.options.plot: open(self.options.plot, "w").write(picture(memory))
        print(f"\n{self.problems} wrong or lost answers" if self.problems else "\nAll answers were right.")


def picture(memory):
    """Resident memory over time, as SVG."""
    width, height, left, top, bottom = 800, 300, 60, 20, 40
    last, most = max(memory[-1][0], 1), max(row[1] for row in memory) / 1024
    step = next(step for step in (5, 10, 25, 50, 100, 250, 500, 1000, 5000, 10**6) if most / step <= 6)
    most = (int(most / step) + 1) * step
    across = lambda seconds: left + seconds / last * (width - left - 20)
    down = lambda size: height - bottom - size / most * (height - top - bottom)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
             f'<rect width="{width}" height="{height}" fill="white"/>',
             f'<text x="{left}" y="14">resident memory of the server, MB</text>']
    for size in range(0, most + 1, step):
        lines.append(f'<path d="M{left} {down(size):.1f}H{width - 20}" stroke="#ddd"/>'
                     f'<text x="{left - 6}" y="{down(size) + 4:.1f}" text-anchor="end">{size}</text>')
    unit, name = (60, "minutes") if last >= 240 else (1, "seconds")
    step = next(step for step in (1, 2, 5, 10, 20, 30, 60, 120, 300, 10**6) if last / unit / step <= 10)
    for count in range(0, int(last / unit) + 1, step):
        lines.append(f'<text x="{across(count * unit):.1f}" y="{height - bottom + 16}" text-anchor="middle">{count}</text>')
    lines.append(f'<text x="{width - 20}" y="{height - 6}" text-anchor="end">{name}</text>')
    points = " ".join(f"{across(seconds):.1f},{down(size / 1024):.1f}" for seconds, size, *_ in memory)
    lines.append(f'<polyline points="{points}" fill="none" stroke="#2266aa" stroke-width="1.5"/>')
    return "\n".join(lines + ["</svg>", ""])


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("url")
parser.add_argument("elman")
parser.add_argument("text")
parser.add_argument("--minutes", type=float, default=30)
parser.add_argument("--pid", type=int)
parser.add_argument("--plot", metavar="FILE")
parser.add_argument("--table", metavar="FILE", help="the memory of each second, columns parted by tabs")
parser.add_argument("--rate", type=float, default=60, help="short requests a second, about")
parser.add_argument("--clients", type=int, default=8, help="that send short requests")
parser.add_argument("--long-clients", type=int, default=2)
parser.add_argument("--long-kb", type=int, default=200, help="the length of long texts")
parser.add_argument("--texts", type=int, default=30, help="of each kind of short requests")
parser.add_argument("--limit-mb", type=int, default=8, help="the longest body that the server takes")
parser.add_argument("--timeout", type=float, default=30, help="the server's, in seconds")
soak = Soak(parser.parse_args())
soak.prepare()
asyncio.run(soak.run())
sys.exit(1 if soak.problems else 0)
