#!/usr/bin/env python3
"""Whether elman-server loses requests when it is asked to end.

    python3 drain.py elman-server --times 50 -- --threads 2

The server (a program, or a command with spaces) is started on a free port, and sixteen clients send requests on connections that stay,
short ones and some of 40 kB. At a random moment it gets SIGTERM. It has to answer every request that was wholly sent on a connection
that it had taken, with 200 or 503; to end with code 0; and to do so within ten seconds.

Told apart are requests that no server can answer: those on connections that it had closed, which a client sees before it sends
(closed) or in the instant in which it sends (crossed), and those on new connections that it never took (refused). Crossed is what the
server closed without having read it, a few milliseconds after it was sent at most; a client has to send it again, but a server that
tells each client Connection: close in time has few of them. What is after -- are options of the server.
"""
import argparse
import collections
import json
import os
import random
import select
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time

from answers import JSON, SENTENCES
from http1 import request

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("server")
parser.add_argument("--times", type=int, default=50)
parser.add_argument("--clients", type=int, default=16)
parser.add_argument("--seconds", type=float, default=10, help="in which it has to end")
parser.add_argument("--crossing-ms", type=float, default=10, help="within which a reset is taken for crossed")
own, rest = sys.argv[1:], []
if "--" in own: own, rest = own[:own.index("--")], own[own.index("--") + 1:]
options = parser.parse_args(own)
outcomes = collections.Counter()
lock = threading.Lock()


def note(outcome, detail=None):
    with lock:
        outcomes[outcome] += 1
        if detail: print(f"{outcome}: {detail}", flush=True)


def works():
    """Requests, each with pieces of its answer."""
    result = []
    for place, sentence in enumerate(SENTENCES):
        text = sentence if place % 10 else sentence + " " + " ".join(SENTENCES * 3)[:40000]
        body = json.dumps({"text": text}, ensure_ascii=False)
        pieces = f'"text":"{sentence[:8]}'.encode(), f'"utf8End":{len(text.encode())},'.encode()
        result.append((request("POST", "/v1/tag", body, JSON), pieces))
    return result


class Lost(Exception): pass


def answer(connection, data):
    """The status, the headers and the body of the answer whose first bytes are there or come."""
    def more():
        piece = connection.recv(1 << 16)
        if not piece: raise Lost(f"{len(data)} bytes of the answer")
        return piece

    while b"\r\n\r\n" not in data: data += more()
    head, _, data = data.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while True:
            while b"\r\n" not in data: data += more()
            size, _, data = data.partition(b"\r\n")
            count = int(size, 16) + 2
            while len(data) < count: data += more()
            if count == 2: return int(status.split()[1]), headers, body
            body, data = body + data[:count - 2], data[count:]
    pieces, count = [data], len(data)
    while count < int(headers["content-length"]):
        pieces.append(more())
        count += len(pieces[-1])
    return int(status.split()[1]), headers, b"".join(pieces)


def waiting(connection):
    """What the server has sent unasked: nothing, its end (an empty string), or bytes."""
    if not select.select([connection], [], [], 0)[0]: return None
    try: return connection.recv(1 << 16, socket.MSG_PEEK)
    except ConnectionError: return b""


class Round:
    """A server from its start to its end."""

    def __init__(self, works):
        self.works = works
        self.asked = None  # when it was asked to end
        self.over = threading.Event()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def client(self, seed):
        chance, connection, taken = random.Random(seed), None, 0
        while not self.over.is_set():
            if not connection:
                try: connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
                except OSError:
                    if not self.asked: note("lost", "no connection before SIGTERM")
                    else: note("refused")
                    return
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                opened = before = time.monotonic()
                taken = 0
            data, pieces = chance.choice(self.works)
            came = waiting(connection)
            if came is not None:
                if came == b"" or b"\nconnection: close" in came.lower(): note("closed")
                else: note("wrong", f"bytes that nobody asked for: {came[:80]!r}")
                connection.close()
                connection = None
                continue
            sent, begin = False, time.monotonic()
            try:
                connection.sendall(data)
                sent = True
                at_once = waiting(connection) == b""
                status, headers, body = answer(connection, b"")
            except (Lost, OSError) as error:
                if isinstance(error, Lost) and not str(error).startswith("0 "): note("lost", f"{error}, then the end")
                elif self.asked is None: note("lost", f"before SIGTERM: {error!r}")
                elif not taken and opened > self.asked - 0.05: note("refused")
                elif not sent: note("closed")
                elif at_once: note("crossed")
                else:
                    # A connection that is reset, not ended, was closed with bytes in it that the server had not read.
                    now = time.monotonic()
                    crossed = isinstance(error, ConnectionError) and now - begin < options.crossing_ms / 1000
                    note("crossed" if crossed else "lost", f"{(now - self.asked) * 1000:.0f} ms after SIGTERM: {error!r}, "
                         f"{(now - begin) * 1000:.1f} ms after {len(data)} bytes were sent; the last of {taken} answers on the "
                         f"connection came {(before - self.asked) * 1000:.0f} ms after SIGTERM")
                connection.close()
                connection = None
                continue
            taken, before = taken + 1, time.monotonic()
            if status == 200 and all(piece in body for piece in pieces): note("200" if self.asked is None else "200 after SIGTERM")
            elif status == 503: note("503" if self.asked is None else "503 after SIGTERM")
            else: note("wrong", f"status {status}: {body[:200]!r}")
            if self.asked and "close" not in headers.get("connection", ""): note("of these, not told Connection: close")
            if "close" in headers.get("connection", ""):
                connection.close()
                connection = None
            if chance.random() < 0.5: time.sleep(chance.random() / 50)

    def run(self):
        command = shlex.split(options.server) + ["--host", "127.0.0.1", "--port", str(self.port)] + rest
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        messages = []
        reading = threading.Thread(target=lambda: messages.append(process.stderr.read()))
        reading.start()
        end = time.monotonic() + 60
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    connection.sendall(request("GET", "/health/ready", headers=("Connection: close",)))
                    if connection.recv(1 << 12).split()[1:2] == [b"200"]: break
            except OSError: pass
            if process.poll() is not None or time.monotonic() > end: raise SystemExit(f"no server: {messages}")
            time.sleep(0.05)
        clients = [threading.Thread(target=self.client, args=(random.random(),)) for _ in range(options.clients)]
        for client in clients: client.start()
        time.sleep(random.uniform(0.1, 1.5))
        self.asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try: code = process.wait(options.seconds + 20)
        except subprocess.TimeoutExpired:
            note("wrong", "it does not end")
            process.kill()
            code = process.wait()
        seconds = time.monotonic() - self.asked
        self.over.set()
        for client in clients: client.join()
        reading.join()
        if code: note("wrong", f"exit code {code}: {messages[0][-500:].decode(errors='replace')}")
        if seconds > options.seconds: note("wrong", f"{seconds:.1f} s until it ended")
        return seconds


seconds = []
all_works = works()
for number in range(options.times): seconds.append(Round(all_works).run())
print(f"\n{options.times} times: from SIGTERM to the end {min(seconds):.2f} to {max(seconds):.2f} s\n")
print("\n".join(f"{outcomes[name]:8} {name}" for name in sorted(outcomes)))
bad = outcomes["lost"] + outcomes["wrong"]
print(f"\n{bad} requests were lost or wrong" if bad else "\nNo request was lost.")
sys.exit(1 if bad else 0)
