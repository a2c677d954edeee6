"""HTTP/1.1 as bytes over asyncio's streams: what goes over the wire is what the tests say, right or wrong."""
import asyncio
import socket
import time
from urllib.parse import urlsplit


class Lost(Exception):
    """The server closed the connection and had answered nothing, or not all."""

    def __init__(self, message, received=0):
        super().__init__(message)
        self.received = received


class Malformed(Exception):
    """What came is no HTTP."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def closes(self):
        return "close" in self.headers.get("connection", "").lower()


def server(url):
    """The address and the port of a URL."""
    parts = urlsplit(url if "//" in url else "//" + url)
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname
    return host, parts.port or 80


def request(method, target, body=None, type=None, accept=None, chunks=0, headers=()):
    """A request's bytes. With `chunks`, the body goes in chunks of so many bytes."""
    lines = [f"{method} {target} HTTP/1.1", "Host: elman"]
    if accept: lines.append(f"Accept: {accept}")
    if type: lines.append(f"Content-Type: {type}")
    lines += headers
    body = body.encode() if isinstance(body, str) else body
    if body is not None and chunks:
        lines.append("Transfer-Encoding: chunked")
        parts = [body[start:start + chunks] for start in range(0, len(body), chunks)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    elif body is not None: lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines + ["", ""]).encode() + (body or b"")


class Connection:
    """A connection, opened when it is first needed and again when the server closed it between two answers."""

    def __init__(self, url, receive=None):
        self.host, self.port = server(url)
        self.receive = receive  # the bytes that the system takes in for us before the server has to wait
        self.reader = self.writer = None
        self.answers = 0

    async def open(self):
        idle_too_long = self.rest.startswith(b"HTTP/1.1 408 ") and b"connection: close" in self.rest.lower()
        if self.reader and not self.ended and not idle_too_long: return
        self.drop()
        way = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET)
        way.setblocking(False)
        if self.receive: way.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.receive)
        try: await asyncio.get_running_loop().sock_connect(way, (self.host, self.port))
        except BaseException:
            way.close()
            raise
        self.reader, self.writer = await asyncio.open_connection(sock=way, limit=1 << 16)
        self.answers = 0

    @property
    def ended(self):
        """Whether the server has closed, as far as is known; what it sent before that may still be there to read."""
        return self.reader.at_eof() or bool(self.reader.exception()) or self.writer.transport.is_closing()

    @property
    def rest(self):
        """Bytes that came and that nobody asked for."""
        return bytes(self.reader._buffer) if self.reader else b""

    def drop(self):
        """Ends the connection at once, whatever is on its way."""
        if self.writer: self.writer.transport.abort()
        self.reader = self.writer = None

    async def send(self, data, part=None, pause=0.0):
        """Sends; with `part`, so many bytes at a time with pauses between."""
        await self.open()
        for start in range(0, len(data), part or len(data)):
            self.writer.write(data[start:start + (part or len(data))])
            await self.writer.drain()
            if pause: await asyncio.sleep(pause)

    async def read(self, count, part=None, pause=0.0):
        """So many bytes; slowly, if asked."""
        if not part: return await self.reader.readexactly(count)
        pieces = []
        while count:
            piece = await self.reader.read(min(count, part))
            if not piece: raise asyncio.IncompleteReadError(b"", count)
            pieces.append(piece)
            count -= len(piece)
            if pause: await asyncio.sleep(pause)
        return b"".join(pieces)

    async def answer(self, head_only=False, part=None, pause=0.0):
        """The next answer, whole."""
        received = 0
        try:
            while True:
                line = await self.reader.readuntil(b"\r\n")
                received += len(line)
                version, status, *_ = line.decode("latin1").split(" ", 2) + [""]
                if not version.startswith("HTTP/1.") or not status.isdigit(): raise Malformed(repr(line[:80]))
                headers = {}
                while (line := await self.reader.readuntil(b"\r\n")) != b"\r\n":
                    received += len(line)
                    name, colon, value = line.decode("latin1").partition(":")
                    name = name.lower()
                    if not colon: raise Malformed(repr(line[:80]))
                    if name in headers and name in ("content-length", "transfer-encoding"): raise Malformed("twice " + name)
                    headers[name] = value.strip()
                if int(status) >= 200: break
            body = b""
            if head_only or int(status) in (204, 304): pass
            elif headers.get("transfer-encoding", "").lower() == "chunked":
                if "content-length" in headers: raise Malformed("a length and chunks")
                pieces = []
                while count := int(await self.reader.readuntil(b"\r\n"), 16):
                    pieces.append(await self.read(count, part, pause))
                    received += count
                    if await self.reader.readexactly(2) != b"\r\n": raise Malformed("a chunk's end")
                while await self.reader.readuntil(b"\r\n") != b"\r\n": pass
                body = b"".join(pieces)
            elif "content-length" in headers: body = await self.read(int(headers["content-length"]), part, pause)
            else:
                body = await self.reader.read()
                headers.setdefault("connection", "close")
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            partial = getattr(error, "partial", b"")
            self.drop()
            raise Lost(f"{type(error).__name__} after {received + len(partial)} bytes", received + len(partial)) from None
        except (ValueError, asyncio.LimitOverrunError) as error: raise Malformed(str(error)) from None
        self.answers += 1
        result = Answer(int(status), headers, body)
        if result.closes: self.drop()
        return result

    async def ask(self, data, timeout=120, **how):
        """Sends a request and reads its answer while sending, as a server may answer before all is sent."""
        await self.open()
        sending = asyncio.create_task(self.send(data))
        try: return await asyncio.wait_for(self.answer(**how), timeout)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)


async def ready(url, seconds=60):
    """Waits until the server is ready."""
    end = time.monotonic() + seconds
    while True:
        connection = Connection(url)
        try:
            if (await connection.ask(request("GET", "/health/ready"), 5)).status == 200: return
        except (OSError, Lost, asyncio.TimeoutError): pass
        finally: connection.drop()
        if time.monotonic() > end: raise SystemExit(f"{url} is not ready")
        await asyncio.sleep(0.1)


def percentile(values, part):
    """The value that so many per cent are not above."""
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part / 100))] if values else float("nan")
