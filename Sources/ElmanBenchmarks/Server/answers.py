"""What the command `elman` says of texts, and how a server's answers are compared with it: byte for byte."""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
from urllib.parse import urlencode

from http1 import request

SENTENCES = pathlib.Path(__file__).with_name("sentences.txt").read_text(encoding="utf8").splitlines()
JSON, LINES, TEXT, CONLLU, FORM = (
    "application/json", "application/x-ndjson", "text/plain", "text/x-conllu", "application/x-www-form-urlencoded")
BUSY = "too busy for a line of a stream"
decoder = json.JSONDecoder()


class Command:
    def __init__(self, path, model="english"):
        self.path, self.model = path, model

    def run(self, command, text, *options):
        result = subprocess.run(
            [self.path, command, *options], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if result.returncode: raise SystemExit(f"{self.path} {command}: {result.stderr.decode()}")
        return result.stdout

    def lines(self, command, text, *options):
        return self.run(command, text, "--output", "jsonl", *options).splitlines()


def members(object):
    """The members of a JSON object as they were written: the names with the bytes of the values."""
    text, result, place = object.decode(), {}, 0

    def skip():
        nonlocal place
        while text[place:place + 1] in (" ", "\n", "\r", "\t"): place += 1

    def take(mark):
        nonlocal place
        skip()
        if text[place:place + 1] != mark: return False
        place += 1
        return True

    if not take("{"): raise ValueError("no object")
    while not take("}"):
        if result and not take(","): raise ValueError("no comma")
        skip()
        name, place = decoder.raw_decode(text, place)
        if not take(":") or name in result: raise ValueError("no member")
        skip()
        start = place
        _, place = decoder.raw_decode(text, place)
        result[name] = text[start:place].encode()
    return result


def elements(array):
    """The elements of a JSON array as they were written."""
    text, result, place = array.decode(), [], 1
    if text[:1] != "[": raise ValueError("no array")
    while True:
        while text[place:place + 1] in (" ", "\n", ","): place += 1
        if text[place:place + 1] == "]": return result
        start = place
        _, place = decoder.raw_decode(text, place)
        result.append(text[start:place].encode())


def sentences(object, expected):
    """What is wrong with an object that holds sentences, or nothing."""
    if object.rstrip().endswith(b'"sentences":[' + b",".join(expected) + b"]}"): return None
    found = elements(members(object).get("sentences", b"none"))
    if found == expected: return None
    return f"{len(found)} sentences for {len(expected)}" if len(found) != len(expected) else "another sentence"


def record(object, expected):
    """What is wrong with a classified text, whose model the command does not tell."""
    found, wanted = members(object), members(expected)
    found.pop("model", None)
    return None if list(found.items()) == list(wanted.items()) else "another record"


class Work:
    """A request and what its answer has to be."""

    def __init__(self, kind, data, check, words=0):
        self.kind, self.data, self.check, self.words = kind, data, check, words

    def numbered(self, number):
        """The same with something in it that no other request has."""
        return self

    def problem(self, answer):
        """What is wrong with an answer of status 200, or nothing."""
        try: return self.check(answer.body)
        except (ValueError, KeyError, UnicodeDecodeError) as error: return f"no such form: {error}"


def equal(expected):
    return lambda body: None if body == expected else "other bytes"


def tagged(command, text, chunks=0):
    lines = command.lines("tag", text)
    body = json.dumps({"text": text, "model": command.model}, ensure_ascii=False)
    return Work("tag", request("POST", "/v1/tag", body, JSON, chunks=chunks), lambda body: sentences(body, lines))


def tagged_texts(command, texts):
    lines = [command.lines("tag", text, "--top", "2") for text in texts]
    body = json.dumps({"texts": texts, "model": command.model, "top": 2}, ensure_ascii=False)

    def check(body):
        found = elements(members(body)["documents"])
        if len(found) != len(texts): return f"{len(found)} documents for {len(texts)}"
        return next(filter(None, map(sentences, found, lines)), None)

    return Work("tag texts", request("POST", "/v1/tag", body, JSON), check)


def conllu(command, text):
    target = "/v1/tag?" + urlencode({"model": command.model})
    expected = command.run("tag", text, "--output", "conllu")
    return Work("tag conllu", request("POST", target, text, TEXT, CONLLU), equal(expected), words=len(
        re.findall(rb"^\d+\t", expected, re.MULTILINE)))


def sentence_lines(command, text):
    expected = b"".join(line + b"\n" for line in command.lines("tag", text, "--columns", "upos,lemma"))
    body = json.dumps({"text": text, "model": command.model, "columns": ["upos", "lemma"]}, ensure_ascii=False)
    return Work("tag lines", request("POST", "/v1/tag", body, JSON, LINES), equal(expected))


def tokenized(command, text):
    lines = command.lines("tokenize", text, "--model", command.model)
    body = json.dumps({"text": text, "model": command.model})
    return Work("tokenize", request("POST", "/v1/tokenize", body, JSON), lambda body: sentences(body, lines))


def classified(command, text):
    line, = command.lines("classify", text + "\n", "--explain", "--top", "3")
    body = json.dumps({"text": text, "explain": True, "top": 3}, ensure_ascii=False)
    return Work("classify", request("POST", "/v1/classify", body, JSON), lambda body: record(body, line))


def identified(command, texts):
    lines = command.lines("identify", "".join(text + "\n" for text in texts), "--top", "2")
    body = json.dumps({"texts": texts, "top": 2}, ensure_ascii=False)

    def check(body):
        found = elements(members(body)["results"])
        if len(found) != len(texts): return f"{len(found)} results for {len(texts)}"
        return next(filter(None, map(record, found, lines)), None)

    return Work("identify", request("POST", "/v1/identify", body, JSON), check)


def processed(command, text, multipart=False):
    """The API of UDPipe: the command's CoNLL-U, perhaps below lines that tell the program, the model and its licence."""
    expected = [command.run("tag", text, "--output", "conllu", "--token-ranges", *options) for options in (
        (), ("--columns", "upos,xpos,feats,lemma,deps"))]
    form = {"data": text, "model": command.model, "tokenizer": "ranges", "tagger": "", "parser": ""}
    if multipart:
        mark = "elman-soak"
        body = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form.items())
        data = request("POST", "/process", body + f"--{mark}--\r\n", f'multipart/form-data; boundary="{mark}"')
    else: data = request("POST", "/process", urlencode(form), FORM)

    def check(body):
        result = json.loads(body)["result"].encode()
        head = re.match(rb"(# (generator|udpipe_model|udpipe_model_licence) = .*\n)*", result)
        return None if result[head.end():] in expected else "other bytes"

    return Work("process multipart" if multipart else "process form", data, check)


class Stream(Work):
    """Lines in, lines out: each answer has its text's id."""

    def __init__(self, command, texts, name="", lines=None):
        self.command, self.texts = command, texts
        self.lines = lines or [command.lines("tag", text) for text in texts]
        self.ids = [f"{name}-{place}" for place in range(len(texts))]
        body = "".join(
            json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n" for id, text in zip(self.ids, texts))
        target = "/v1/tag?" + urlencode({"model": command.model})
        super().__init__("stream", request("POST", target, body, LINES, LINES, chunks=700), self.compare)

    def numbered(self, number):
        return Stream(self.command, self.texts, f"text-{number}", self.lines)

    def compare(self, body):
        answered = body.splitlines()
        if len(answered) != len(self.ids): return f"{len(answered)} lines for {len(self.ids)}"
        for id, line, expected in zip(self.ids, answered, self.lines):
            found = members(line)
            if json.loads(found.get("id", b"null")) != id: return "another id"
            if "error" in found and json.loads(found["error"]).get("status") in (429, 503): return BUSY
            if problem := sentences(line, expected): return problem


def together(function, calls):
    """The results of calls, some of which run at the same time."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda call: function(*call), calls))
