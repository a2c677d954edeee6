#!/usr/bin/env python3
"""Whether names of models, or anything else in a request, lead elman-server to files that are none of its models.

    python3 paths.py http://127.0.0.1:8080 PID --models Models

Names with .., NUL, %2e and the like, absolute paths, long ones, and those of files that others own are sent to all endpoints: in
JSON, in queries, in forms and as paths of the page. All have to be refused with a status from 400 to 499, and no answer may hold what
is in those files. One of them is a true model, copied to a folder that the server has no business in.

Meanwhile strace shows which files the process PID opens; none may be outside the folders --models. It has to be allowed to trace the
process; without PID nothing is traced.
"""
import argparse
import asyncio
import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote, urlencode

from answers import FORM, JSON, LINES, TEXT
from http1 import Connection, Lost, Malformed, ready, request

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("url")
parser.add_argument("pid", type=int, nargs="?")
parser.add_argument("--models", action="append", default=[], help="a folder that the server may read")
parser.add_argument("--model", help="a model's file that is copied to where the server may not read it")
options = parser.parse_args()
SECRET = "a-secret-of-somebody-else"
problems, statuses = [], collections.Counter()


def names(folder):
    """Names that are no models' names."""
    trap, secret = str(folder / "trap.safetensors"), str(folder / "secret.txt")
    up = "../" * 12
    result = ["", ".", "..", "/", "//", "./english", "english/", "english/.", "/english", "../english", "english/../english", "~", "~root",
              "*", "english*", "eng?ish", "english ", " english", "english\0", "english\0.safetensors", "eng\0lish", "\0",
              "ENGLISH\u0130", "english.safetensors", "english\n", "english;ls", "$HOME", "$(id)", "`id`", "%s%s%n", "|id", "-h",
              "--help", "con", "file:///etc/passwd",
              "http://127.0.0.1:1/", "data:,", "a" * 256, "a" * 5000, "../" * 1000, "/" * 4096, "é" * 300,
              "\u202eenglish", "\ufeffenglish",
              "..\\..\\english", "%2e%2e%2fenglish", "%252e%252e%252fenglish", "..%2f..%2fetc%2fpasswd", "..%c0%afetc", "．．／english"]
    for path in (trap, trap.removesuffix(".safetensors"), secret, "/etc/passwd", "/etc/shadow", "/proc/self/environ", "/proc/self/maps",
                 "/dev/zero", "/dev/stdin", "/proc/1/environ"):
        bare = path.lstrip("/")
        result += [path, up + bare, up + bare + "\0", "english/" + up + bare, "file:" + path, "/./" + path]
    return result


def requests(name):
    """A name in each place that takes one: what it is, and the request."""
    text = json.dumps({"text": "Owls.", "model": name})
    for endpoint in ("tag", "tokenize", "classify", "identify"):
        target = f"/v1/{endpoint}"
        query = target + "?" + urlencode({"model": name})
        yield f"{endpoint} JSON", request("POST", target, text, JSON)
        texts = json.dumps({"texts": ["Owls."], "model": name}, ensure_ascii=False)
        yield f"{endpoint} texts", request("POST", target, texts, JSON)
        yield f"{endpoint} query", request("POST", query, "Owls.", TEXT)
        yield f"{endpoint} lines", request("POST", query, '"Owls."\n', LINES)
    yield "tag language", request("POST", "/v1/tag", json.dumps({"text": "Owls.", "language": name}), JSON)
    yield "tag input", request("POST", "/v1/tag", json.dumps({"text": "Owls.", "input": name}), JSON)
    yield "tag columns", request("POST", "/v1/tag", json.dumps({"text": "Owls.", "columns": [name]}), JSON)
    yield "identify languages", request("POST", "/v1/identify", json.dumps({"text": "Owls.", "languages": [name]}), JSON)
    form = {"data": "Owls.", "tokenizer": "", "tagger": "", "model": name}
    yield "process query", request("GET", "/process?" + urlencode(form))
    yield "process form", request("POST", "/process", urlencode(form), FORM)
    parts = "".join(f'--m\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in form.items())
    yield "process multipart", request("POST", "/process", parts + "--m--\r\n", "multipart/form-data; boundary=m")
    if name:
        yield "process input", request("POST", "/process", urlencode({"data": "Owls.", "input": name}), FORM)
        yield "process output", request("POST", "/process", urlencode({"data": "Owls.", "tokenizer": "", "output": name}), FORM)


def harmless(secret):
    """What may be answered by 200, but opens nothing: options of UDPipe's forms can name files there, and a part has a file's name."""
    row = "1\tOwls\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    post = lambda **form: request("POST", "/process", urlencode(form), FORM)
    for value in (f"file:{secret}", f"ranges=file:{secret}", f"ranges;presegmented=file:{secret}", f"model=file:{secret}"):
        yield "tokenizer", post(data="Owls.", tokenizer=value)
        yield "tagger", post(data="Owls.", tokenizer="", tagger=value)
        yield "parser", post(data="Owls.", tokenizer="", parser=value)
        yield "input", post(data=row, input=f"conllu={value}")
        yield "output", post(data="Owls.", tokenizer="", output=f"conllu={value}")
    part = "--m\r\nContent-Disposition: form-data; name="
    body = f'{part}"data"; filename="{secret}"\r\n\r\nOwls.\r\n{part}"tokenizer"\r\n\r\n\r\n--m--\r\n'
    yield "filename", request("POST", "/process", body, "multipart/form-data; boundary=m")


def pages(secret):
    """Paths of the page and of nothing at all, as they stand in the request's first line."""
    for path in (secret, "/etc/passwd"):
        bare = path.lstrip("/")
        for way in ("../" * 12, "..%2f" * 12, "%2e%2e/" * 12, "%2e%2e%2f" * 12, "..%5c" * 12, "%252e%252e%252f" * 12, "..;/" * 12,
                    "/", "//", "page.css/" + "../" * 12, "page.css%00/../", "v1/../" + "../" * 12, "static/" + "../" * 12, ".%00./" * 12,
                    "%c0%ae%c0%ae/" * 12):
            yield "GET /" + way, request("GET", "/" + way + quote(bare))
    for path in ("/page.css%00", "/page.css/", "/PAGE.CSS", "/page.css%2f", "/.git/config", "/openapi.json/..", "/health/../page.css/x",
                 "/models/english", "/v1/models/../../etc/passwd", "/v1/models/english.safetensors", "/" + "a" * 6000, "/%00", "/%zz"):
        yield "GET " + path[:40], request("GET", path)


async def ask(what, data, refused=True):
    connection = Connection(options.url)
    try: answer = await connection.ask(data, 30)
    except (Lost, Malformed, OSError, asyncio.TimeoutError) as error:
        return problems.append(f"{what}: {error!r} for {data[:300]!r}")
    finally: connection.drop()
    statuses[answer.status] += 1
    if SECRET.encode() in answer.body or b"root:x:" in answer.body: problems.append(f"{what}: it tells a file: {data[:300]!r}")
    if answer.status >= 500 or refused and not 400 <= answer.status < 500:
        problems.append(f"{what}: status {answer.status} for {data[:300]!r}: {answer.body[:200]!r}")


def opened(trace):
    """The calls of a trace that name a file, with the file."""
    pattern = re.compile(r'\d+ +(\w+)\((?:(?:AT_FDCWD|\d+)(?:<[^>]*>)?, )?"((?:[^"\\]|\\.)*)"')
    for line in open(trace, errors="replace"):
        if "AT_EMPTY_PATH" not in line and (call := pattern.match(line)): yield call[1], call[2], line


async def run():
    await ready(options.url)
    with tempfile.TemporaryDirectory() as place:
        folder, trace = pathlib.Path(place), pathlib.Path(place) / "trace"
        folder.chmod(0o755)
        models = (file for path in options.models for file in sorted(pathlib.Path(path).glob("*.safetensors")))
        model = options.model or next(models, None)
        if model: shutil.copy(model, folder / "trap.safetensors")
        (folder / "secret.txt").write_text(SECRET)
        tracer = None
        if options.pid:
            tracer = subprocess.Popen(
                ["strace", "-f", "-qq", "-s", "9999", "-o", str(trace), "-e", "trace=%file,accept,accept4", "-p", str(options.pid)],
                stderr=open(folder / "messages", "wb"))
            time.sleep(1)
            if tracer.poll() is not None: raise SystemExit((folder / "messages").read_text())
        tests = [(what, data, True) for name in names(folder) for what, data in requests(name) if not allowed(what, name)]
        tests += [(what, data, True) for what, data in pages(str(folder / "secret.txt"))]
        tests += [(what, data, False) for what, data in harmless(str(folder / "secret.txt"))]
        for start in range(0, len(tests), 16): await asyncio.gather(*(ask(*test) for test in tests[start:start + 16]))
        print(f"{len(tests)} requests: " + ", ".join(f"{count} of status {status}" for status, count in sorted(statuses.items())))
        if tracer:
            time.sleep(0.5)
            tracer.send_signal(signal.SIGINT)
            tracer.wait()
            accepted = sum(" accept" in line for line in open(trace, errors="replace"))
            calls = list(opened(trace))
            folders = [os.path.realpath(path) + "/" for path in options.models]
            # What the system's libraries read of the process itself and of the machine's memory is none of ours.
            threads = "|".join(os.listdir(f"/proc/{options.pid}/task"))
            own = re.compile(rf"/proc/(self|{threads})/\w+|/proc/sys/vm/overcommit_memory|/sys/fs/cgroup/.*")
            outside = {
                path: line for call, path, line in calls
                if not os.path.realpath(path).startswith(tuple(folders)) and not own.fullmatch(path)}
            print(f"strace: {accepted} calls that accept, {len(calls)} that name a file, which are {len(outside)} outside the models")
            for line in outside.values(): problems.append("a file outside: " + line.strip()[:300])
            if not accepted: problems.append("strace saw no connection: is it the server's process?")
    for problem in problems[:60]: print(problem)
    print(f"\n{len(problems)} problems" if problems else "\nAll were refused" + (", and nothing was opened." if options.pid else "."))


def allowed(what, name):
    """What is no wrong name there: the empty one, which in forms and queries may mean the default, and those of input and output."""
    if not name and what.split()[0] == "process": return True
    return what in ("process input", "process output") and name.partition("=")[0] in ("conllu", "horizontal", "vertical")


asyncio.run(run())
sys.exit(1 if problems else 0)
