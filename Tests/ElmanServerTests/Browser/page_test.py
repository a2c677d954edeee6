"""Looks at the page of a running elman-server with Chromium.

    python3 page_test.py http://127.0.0.1:8080 [--pictures FOLDER] [--axe AXE.JS]

Needs chromium and chromedriver, and nothing else. Prints a line a check; exits 1 if one fails.
"""

import argparse
import base64
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent
ENGLISH = "Clara Whitfield moved from Leeds to Toronto, and she can't stop smiling. The film was dreadful."
GERMAN = "Im Mai zeigte uns Jonas Brandt seine Werkstatt bei Kiel."
ARABIC = "ذهبت سلمى إلى القاهرة."
TAB, ESCAPE, RIGHT, LEFT, END = "\ue004", "\ue00c", "\ue014", "\ue012", "\ue010"
SCHEMES = ("light", "dark")
WIDTHS = (360, 768, 1280)


class Browser:
    """As much of the WebDriver protocol as is used here."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{port}"
        arguments = ["--headless=new", "--window-size=1280,900", "--force-color-profile=srgb", "--hide-scrollbars"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        for _ in range(100):
            try:
                self.send("GET", "/status")
                break
            except OSError:
                time.sleep(0.1)
        session = self.send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.address += f"/session/{session['sessionId']}"

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def close(self):
        try:
            self.send("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()

    def go(self, address):
        self.send("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        return self.send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        return self.send("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def press(self, *keys):
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def find(self, selector):
        found = self.send("POST", "/element", {"using": "css selector", "value": selector})
        return next(iter(found.values()))

    def click(self, selector):
        self.send("POST", f"/element/{self.find(selector)}/click", {})

    def hover(self, selector):
        origin = {"element-6066-11e4-a52e-4f735466cecf": self.find(selector)}
        move = {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": origin}
        self.send("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [move]}]})

    def developer(self, command, **parameters):
        return self.send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def scheme(self, name):
        self.developer(
            "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def width(self, width):
        self.developer(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)

    def picture(self, path):
        size = self.developer("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.developer("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def complaints(self):
        return [entry["message"] for entry in self.send("POST", "/se/log", {"type": "browser"})
                if entry["level"] in ("SEVERE", "WARNING")]

    def wait(self, script, *arguments):
        """Waits until the script answers what is true, and answers it."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            answer = self.run(script, *arguments)
            if answer:
                return answer
            time.sleep(0.05)
        raise AssertionError(f"in vain waited for: {script}")


class Page:
    """What a reader of the page does."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address

    def load(self, fragment=""):
        # From another page, since a change of the fragment alone loads nothing.
        self.browser.go("about:blank")
        self.browser.go(self.address + "/" + fragment)
        self.browser.wait("return document.getElementById('model').options.length > 1")

    def tag(self, text, model="auto"):
        self.choose(model)
        self.browser.run(
            "const box = document.getElementById('text'); box.value = arguments[0]; box.focus();"
            "document.getElementById('status').textContent = ''", text)
        self.browser.click("button.main")
        self.wait_for_result()

    def choose(self, model):
        self.browser.run("document.getElementById('model').value = arguments[0]", model)

    def wait_for_result(self):
        self.browser.wait(
            "return document.getElementById('shown').ariaBusy === 'false' &&"
            " /^Tagged/.test(document.getElementById('status').textContent)")

    def view(self, name):
        self.browser.click(f"#tab-{name}")
        self.browser.wait("return document.getElementById('panel').childElementCount > 0")

    def text(self, selector):
        return self.browser.run(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector)

    def alert(self):
        return self.browser.wait("return document.getElementById('alert').textContent")

    def ask(self, path, question, accept="application/json"):
        request = urllib.request.Request(
            self.address + path, json.dumps(question).encode(),
            {"Content-Type": "application/json", "Accept": accept})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()


# Checks

def words_and_names(page):
    page.tag(ENGLISH)
    tagged = json.loads(page.ask("/v1/tag", {"text": ENGLISH, "language": "auto"}))
    tokens = [token for sentence in tagged["sentences"] for token in sentence["tokens"]]
    shown = page.text(".sentences .form")
    assert shown == [token["text"] for token in tokens], shown
    tags = page.text(".word > :last-child")
    assert tags == [token["upos"] for token in tokens], tags
    names = page.text(".entity .type")
    assert names == [one["type"] for sentence in tagged["sentences"] for one in sentence["entities"]], names
    line = page.text(".sentences p")[0]
    assert "Clara" in line and page.text("#summary dd")[0].startswith("English"), line
    return f"{len(shown)} words, {len(names)} names"


def another_model(page):
    page.tag(GERMAN, "german")
    units = page.text(".sentences .form")
    assert units[0] == "Im" and page.text(".word .label")[0] == "ADP+DET", units
    lemmas = page.browser.run("return document.querySelector('.sentences p').lang")
    assert lemmas == "de", lemmas
    page.tag(GERMAN, "auto")
    assert "german" in page.text("#summary dd"), page.text("#summary dd")
    return "german, auto"


def right_to_left(page):
    page.tag(ARABIC)
    direction = page.browser.run("return getComputedStyle(document.querySelector('.sentences p')).direction")
    assert direction == "rtl", direction
    assert "not tagged" in " ".join(page.text(".note"))
    page.browser.run("document.querySelector('.word').focus()")
    page.browser.press(LEFT)
    place = page.browser.run("return [...document.querySelectorAll('.word')].indexOf(document.activeElement)")
    assert place == 1, place


def tooltip_by_keyboard(page):
    page.tag(ENGLISH)
    page.browser.run("document.getElementById('tab-words').focus()")
    page.browser.press(TAB)
    assert page.browser.run("return document.activeElement.className").startswith("word")
    tip = page.browser.run(
        "return document.getElementById(document.activeElement.getAttribute('aria-describedby'))?.textContent")
    assert tip and "Clara" in tip and "proper noun" in tip and "PER" in tip, tip
    page.browser.press(RIGHT)
    tip = page.text("#tooltip:not([hidden])")[0]
    assert "Whitfield" in tip and "Relation" in tip, tip
    page.browser.press(ESCAPE)
    assert not page.text("#tooltip:not([hidden])")
    page.browser.press(END)
    assert page.browser.run("return document.activeElement.textContent").startswith(".")
    tabbable = page.browser.run("return document.querySelectorAll('.word[tabindex=\"0\"]').length")
    assert tabbable == 1, tabbable


def tooltip_by_pointer(page):
    page.tag(ENGLISH)
    page.browser.hover(".word")
    page.browser.wait("return !document.getElementById('tooltip').hidden")
    page.browser.hover("#tooltip")
    time.sleep(0.4)
    assert page.text("#tooltip:not([hidden])"), "the tooltip goes when the pointer comes to it"
    page.browser.hover("h1")
    page.browser.wait("return document.getElementById('tooltip').hidden")
    # A touch is a click without focus in some browsers.
    page.browser.run("document.querySelector('.word').click()")
    assert page.text("#tooltip:not([hidden])")


def trees(page):
    page.tag(ENGLISH)
    page.view("trees")
    sentences = json.loads(page.ask("/v1/tag", {"text": ENGLISH, "language": "auto"}))["sentences"]
    nodes = page.text(".node")
    assert len(nodes) == sum(len(one["tokens"]) for one in sentences), nodes
    assert any(one == "moved root" for one in nodes), nodes


def sentiment(page):
    page.tag(ENGLISH)
    page.view("sentiment")
    page.browser.wait("return document.querySelector('.shade-5')")
    rows = page.text(".labels tr")
    assert len(rows) == 3 and "%" in rows[0], rows
    page.tag(GERMAN)
    page.browser.wait("return document.querySelector('#panel .note')")
    assert "no model of sentiment" in page.text("#panel .note")[0]
    page.view("words")


def copies(page):
    """Clipboards of headless browsers are shared with nobody: what is written is caught."""
    page.tag(ENGLISH)
    question = {"text": ENGLISH, "language": "auto"}
    forms = {"conllu": "text/x-conllu", "tsv": "text/tab-separated-values", "json": "application/json"}
    for name, accept in forms.items():
        page.view(name)
        page.browser.wait("return document.querySelector('.copy')")
        copied = page.browser.run_async(
            "const done = arguments[0];"
            "navigator.clipboard.writeText = async (text) => setTimeout(() => done(text), 50);"
            "document.querySelector('.copy').click()")
        answer = page.ask("/v1/tag", question, accept)
        if name == "json":
            copied, answer = json.loads(copied), json.loads(answer)
        assert copied == answer, f"{name}: {copied!r} is not {answer!r}"
        page.browser.wait("return /copied/.test(document.getElementById('status').textContent)")
    page.browser.run("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.browser.click(".copy")
    assert "does not let" in page.alert()
    page.view("words")
    return "CoNLL-U, TSV, JSON"


def errors(page):
    page.load()
    page.browser.run("document.getElementById('model').options[1].value = 'nosuch'")
    page.choose("nosuch")
    page.browser.run("document.getElementById('text').value = 'x'")
    page.browser.click("button.main")
    problem = json.loads(page.ask("/v1/tag", {"text": "x", "model": "nosuch"}))
    assert problem["detail"] in page.alert(), page.alert()
    page.load()
    page.browser.run(
        "fetch = async () => new Response(JSON.stringify({ detail: 'too long a text', status: 413 }),"
        " { status: 413, headers: { 'Content-Type': 'application/problem+json' } })")
    page.browser.click("[data-example]")
    assert page.alert() == "too long a text", page.alert()
    page.browser.run("fetch = async () => { throw new TypeError('Failed to fetch') }")
    page.browser.click("button.main")
    page.browser.wait("return /cannot be reached/.test(document.getElementById('alert').textContent)")
    # The browser logs the server's own answer of an error.
    page.browser.complaints()


def few_models(page):
    """A server of one model cannot tell languages, and the page does not ask it to."""
    stub = page.browser.developer(
        "Page.addScriptToEvaluateOnNewDocument", source=
        "const ask = fetch; fetch = async (path, options) => path !== 'v1/models' ? ask(path, options) :"
        " Response.json({ models: [{ name: 'english', task: 'tagger', language: 'en', columns: ['upos', 'ner'] }] })")
    page.browser.go("about:blank")
    page.browser.go(page.address + "/")
    page.browser.wait("return document.getElementById('model').value === 'english'")
    page.tag(ENGLISH, "english")
    assert page.text("#model option") == ["english (English)"], page.text("#model option")
    assert page.text("#summary dd")[:2] == ["English", "english"], page.text("#summary dd")
    page.browser.click("#tab-sentiment")
    page.browser.wait("return /no model of sentiment/.test(document.getElementById('panel').textContent)")
    page.browser.developer("Page.removeScriptToEvaluateOnNewDocument", identifier=stub["identifier"])


def newest_request(page):
    """The answer of an older request, which comes later, is not shown."""
    page.load()
    page.browser.run(
        "const ask = fetch; let slow = true; window.aborted = 0;"
        "fetch = async (path, options) => {"
        "  if (slow && path === 'v1/tag') {"
        "    slow = false;"
        "    await new Promise((resume) => setTimeout(resume, 400));"
        "    if (options.signal.aborted) window.aborted += 1;"
        "  }"
        "  return ask(path, options);"
        "}")
    page.browser.run(
        "const [one, other] = document.querySelectorAll('[data-example]'); one.click(); other.click()")
    page.wait_for_result()
    time.sleep(0.6)
    assert page.text("#summary dd")[0].startswith("German"), page.text("#summary dd")
    assert page.browser.run("return window.aborted") == 1
    assert page.text("#alert") == [""]


def links(page):
    page.load()
    page.tag(GERMAN + " & +%#", "german")
    page.view("json")
    link = page.browser.run_async(
        "const done = arguments[0]; navigator.clipboard.writeText = async (text) => done(text);"
        "document.getElementById('link').click()")
    page.load(link[link.index("#"):])
    page.wait_for_result()
    page.browser.wait("return document.querySelector('pre')")
    assert page.browser.run("return document.getElementById('text').value") == GERMAN + " & +%#"
    assert page.browser.run("return document.getElementById('model').value") == "german"
    page.tag("Etwas anderes.")
    assert "#" not in page.browser.run("return location.href"), "the address keeps an old text"
    page.load("#text=x&model=nosuch")
    assert "nosuch" in page.alert()


def files(page):
    page.load()
    drop = (
        "const data = new DataTransfer();"
        "data.items.add(new File([new Uint8Array(arguments[0])], arguments[1], { type: 'text/plain' }));"
        "document.getElementById('text').dispatchEvent(new DragEvent('drop',"
        " { dataTransfer: data, bubbles: true, cancelable: true }))")
    page.browser.run(drop, list(("\ufeff" + GERMAN).encode()), "letter.txt")
    page.wait_for_result()
    assert page.browser.run("return document.getElementById('text').value") == GERMAN
    page.browser.run(drop, [0xFF, 0xFE, 0xC0], "picture.png")
    assert "picture.png is no text in UTF-8" in page.alert()


def long_texts(page):
    page.load()
    page.browser.run(
        "let last = performance.now(); window.longestPause = 0;"
        "setInterval(() => { const now = performance.now();"
        " window.longestPause = Math.max(window.longestPause, now - last); last = now }, 5)")
    page.tag("The owl saw Clara in Leeds. " * 5000, "english")
    drawn = page.browser.wait(
        "return document.querySelector('.legend') && document.querySelectorAll('.word').length")
    assert drawn == 5000, drawn
    assert "first 5,000 of 35,000" in page.text("#panel .note")[0]
    pause = page.browser.run("return window.longestPause")
    assert pause < 1000, f"the page stood still for {pause} ms"
    page.view("conllu")
    length = page.browser.wait("return document.querySelector('pre')?.textContent.length")
    assert length == 200_000, length
    page.view("words")
    return f"longest pause {pause:.0f} ms"


def markup_is_text(page):
    page.tag("<img src=x onerror=alert(1)> <b>bold</b> owls.", "english")
    assert not page.browser.run("return document.querySelector('#result img, #result b')")


def keyboard_alone(page):
    """Every control is come to by the tab key, and is seen to be focused."""
    page.load()
    page.browser.press(TAB)
    assert page.browser.run("return document.activeElement.className") == "skip"
    page.browser.run("document.getElementById('text').focus()")
    page.browser.press(*GERMAN)
    page.browser.send("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": [
        {"type": "keyDown", "value": "\ue009"}, {"type": "keyDown", "value": "\ue007"},
        {"type": "keyUp", "value": "\ue007"}, {"type": "keyUp", "value": "\ue009"}]}]})
    page.wait_for_result()
    page.browser.run("document.querySelector('.skip').focus()")
    reached = []
    for _ in range(40):
        name, outline = page.browser.run(
            "const one = document.activeElement;"
            "return [one.id || one.textContent.trim(), getComputedStyle(one).outlineStyle]")
        if name in reached or page.browser.run("return document.activeElement === document.body"):
            break
        assert outline != "none", f"no focus to be seen on {name}"
        reached.append(name)
        page.browser.press(TAB)
    for wanted in ("text", "model", "Tag", "open", "link", "tab-words", "Deutsch"):
        assert wanted in reached, f"{wanted} is not among {reached}"
    page.browser.run("document.getElementById('tab-words').focus()")
    page.browser.press(LEFT)
    assert page.browser.run("return document.activeElement.id") == "tab-json"
    page.browser.press(RIGHT)
    return f"{len(reached)} stops"


def every_state(page):
    """Each view in each scheme, with an error and a tooltip, for checks of what is to be seen."""
    for scheme in SCHEMES:
        page.browser.scheme(scheme)
        for view in ("words", "trees", "sentiment", "conllu", "tsv", "json"):
            page.load()
            page.tag(ENGLISH)
            page.view(view)
            page.browser.wait("return document.querySelector('.legend, .tree, .shade-5, pre')")
            if view == "words":
                page.browser.run("document.querySelector('.word').focus()")
            page.browser.run("document.getElementById('alert').textContent = 'An error'")
            yield scheme, view


def contrast_and_names(page):
    script = (HERE / "accessibility.js").read_text()
    lowest, count = 21, 0
    for scheme, view in every_state(page):
        found = page.browser.run(script)
        assert not found["nameless"], f"{scheme}, {view}: no name: {found['nameless']}"
        poor = [one for one in found["contrasts"] if one["ratio"] < 4.5]
        assert not poor, f"{scheme}, {view}: {poor[:3]}"
        count += len(found["contrasts"])
        lowest = min(lowest, *(one["ratio"] for one in found["contrasts"]))
    return f"lowest contrast {lowest:.2f} of {count} texts"


def widths(page):
    for width in WIDTHS:
        page.browser.width(width)
        for view in ("words", "trees", "sentiment", "conllu"):
            page.tag(ENGLISH + " " + "W" * 200, "english")
            page.view(view)
            over = page.browser.run(
                "return Math.max(...[...document.body.querySelectorAll('*')]"
                ".filter((one) => !one.closest('pre, .unseen, select'))"
                ".map((one) => one.getBoundingClientRect().right)) - document.documentElement.clientWidth")
            assert over <= 0, f"{view} is {over} px too wide at {width}"
    page.browser.developer("Emulation.clearDeviceMetricsOverride")
    page.view("words")


def axe(page, path):
    violations, passes = [], 0
    for scheme, view in every_state(page):
        page.browser.developer("Runtime.evaluate", expression=path.read_text())
        found = page.browser.run_async(
            "const done = arguments[0]; axe.run({ resultTypes: ['violations'] }).then((found) =>"
            " done({ passes: found.passes.length, violations: found.violations.map((one) =>"
            " `${one.id}: ${one.nodes[0].html}`) }))")
        violations += [f"{scheme}, {view}: {one}" for one in found["violations"]]
        passes += found["passes"]
    assert not violations, "\n".join(violations)
    return f"{passes} rules passed, 0 violated"


def silence(page):
    """No refusal of the content policy, and no error, in all that went before."""
    complaints = page.browser.complaints()
    assert not complaints, complaints


def pictures(page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in SCHEMES:
        page.browser.scheme(scheme)
        for width in WIDTHS:
            page.browser.width(width)
            page.load()
            page.browser.picture(folder / f"start-{width}-{scheme}.png")
            page.browser.click("[data-example]")
            page.wait_for_result()
            for view in ("trees", "sentiment", "conllu", "json", "words"):
                page.view(view)
                page.browser.wait("return document.querySelector('.legend, .tree, .shade-5, pre')")
                page.browser.picture(folder / f"{view}-{width}-{scheme}.png")
            page.browser.run("document.querySelectorAll('.word')[1].focus()")
            page.browser.picture(folder / f"tooltip-{width}-{scheme}.png")
            for language in ("de", "fr", "zh", "ru"):
                page.browser.click(f"[data-example][lang={language}]")
                page.browser.wait(
                    "return document.querySelector('.legend') &&"
                    " document.querySelector('.sentences p')?.lang === arguments[0]", language)
                page.browser.picture(folder / f"{language}-{width}-{scheme}.png")
            page.tag(ARABIC + "\n\n" + ARABIC)
            page.browser.picture(folder / f"ar-{width}-{scheme}.png")
            page.browser.run("fetch = async () => { throw new TypeError() }")
            page.browser.click("button.main")
            page.alert()
            page.browser.picture(folder / f"error-{width}-{scheme}.png")
    page.browser.developer("Emulation.clearDeviceMetricsOverride")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--axe", type=pathlib.Path)
    options = parser.parse_args()
    checks = [
        words_and_names, another_model, right_to_left, tooltip_by_keyboard, tooltip_by_pointer, trees, sentiment,
        copies, links, files, few_models, newest_request, long_texts, markup_is_text, keyboard_alone, widths,
        contrast_and_names,
    ]
    runs = [(check.__name__, check) for check in checks]
    if options.axe:
        runs.append(("axe", lambda page: axe(page, options.axe)))
    runs += [("silence", silence), ("errors", errors)]
    if options.pictures:
        runs.append(("pictures", lambda page: pictures(page, options.pictures)))
    failures = 0
    browser = Browser()
    try:
        page = Page(browser, options.address.rstrip("/"))
        page.load()
        for name, check in runs:
            try:
                told = check(page)
                print(f"ok: {name.replace('_', ' ')}" + (f" ({told})" if told else ""), flush=True)
            except (AssertionError, RuntimeError) as error:
                failures += 1
                print(f"FAILED: {name.replace('_', ' ')}: {error}", flush=True)
    finally:
        browser.close()
    print(f"{len(runs) - failures} of {len(runs)} passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
