"""What an attacker on the network can send, as bytes on a socket: no client library tidies it up."""

import socket
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from tests.served import PATIENCE

ANSWER_IN = 1.0
"""Seconds of a processor for any answer."""
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
)
EVIL = "X-Evil"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def ours(self) -> bool:
        """Whether the application answered, and not the parser of HTTP, which refuses what is none."""
        return "content-security-policy" in self.headers


def send(port: int, data: bytes) -> Answer:
    """Send some bytes and read whatever comes back."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        try:
            connection.sendall(data)
            while chunk := connection.recv(1 << 16):
                received += chunk
        except ConnectionError:
            pass  # Refused half-way; the answer, if any, was sent before.
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Answer(int(first.split()[1]) if first else 0, headers, body)


def asked(path: str, *headers: bytes) -> bytes:
    """A request for a path, taken as it is."""
    lines = [
        b"GET " + path.encode("latin-1") + b" HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Connection: close",
        *headers,
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def said(text: str) -> str:
    """A text as it stands in an address; lone surrogates too."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def queries() -> dict[str, str]:
    """Queries that are long, deep, broad, or no text at all."""
    rng = Random(5)
    return {
        "a megabyte": "开" * 111_111,
        "deep": "(" * 900 + "开" + ")" * 900,
        "as deep as allowed": "(" * 19 + "开" + ")" * 19,
        "a thousand ORs": " OR ".join("开" * 1000),
        "as many ORs as allowed": " OR ".join(COMMON[:64]),
        "NEARs": " NEAR/100 ".join(COMMON[n % 4] for n in range(60)),
        "NEAR far": "开 NEAR/999999999 放",
        "withins": "的 -within " * 60 + "的",
        "NOTs": "NOT " * 500 + "的",
        "nothing but NOT": "-的 -一 -是",
        "control characters": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
        "lone surrogates": "\ud800\udfff开\udc00",
        "bidi": "\u202e\u2066\u200f开放",
        "quotes": '"' * 1999,
        "fields": "标题:" * 300,
        "a long date": "date:" + "2" * 1990,
        "signs": "".join(rng.choice("的一是 （）()“”-|＂：") for _ in range(2000)),
        "nothing alike": "龘靐齉爩鱻麤龖" * 200,
        "nearly there": "".join(rng.choice("改革开放经济发展高质量社会主义现代化") for _ in range(2000)),
        "everywhere": "的",
    }


def addresses() -> dict[str, str]:
    """Addresses that mean to break out, to break in, or to break down."""
    big = "1" + "0" * 30
    found = {f"q {name}": f"/search?q={said(query)}" for name, query in queries().items()}
    found |= {f"related {name}": f"/search?mode=related&q={said(query)}" for name, query in queries().items()}
    found |= {f"suggest {name}": f"/suggest?q={said(query)}" for name, query in queries().items()}
    found |= {f"count {name}": f"/api/count?phrase={said(query)}" for name, query in queries().items()}
    for name in ("offset", "limit", "page", "hit", "line"):
        found |= {f"{path} {name}": f"{path}?q=a&{name}={big}" for path in ("/", "/search", "/pages/known")}
    climbing = (
        "../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%00",
        "..%5c..%5cetc",
    )
    for folder in ("static/x", "source", "pages", "articles", "p", "api/pages", ""):
        found |= {f"{folder} {name}": f"/{folder}/{name}" for name in climbing}
    leading_out = (
        "//evil.example",
        "/%5cevil.example",
        "/%09/evil.example",
        "https://evil.example",
        f"/%0d%0a{EVIL}:1",
        f"/%0a{EVIL}:1",
        "javascript:alert(1)",
        "/%ED%A0%80",
    )
    found |= {f"back {back}": f"/preferences?set=theme:dark&back={back}" for back in leading_out}
    found |= {
        "five thousand phrases": "/api/count?" + "&".join(["phrase=a"] * 5000),
        "five thousand filters": "/?" + "&".join(f"author=a{n}" for n in range(5000)),
        "fifty thousand signs": "/search?q=a" + "&" * 50_000,
        "no text": "/search?q=%FF%FE%00%zz%",
        "languages": "/?lang=" + "z," * 20_000,
        "a long path": "/pages/" + "a" * 60_000,
        "a path of a megabyte": "/pages/" + "a" * 1_000_000,
        "a far sitemap": f"/sitemap-{big}.xml",
        "another site": "http://evil.example/search?q=a",
        "a citation": "/p/0000000000000000/cite/..%2f..%2fx",
    }
    return found


def requests() -> dict[str, bytes]:
    """Everything an attacker sends."""
    header = {
        "Accept-Language": b"zh;q=0.1," * 5000,
        "Cookie": b"judou=" + b"lang%3Dzh&" * 5000,
        "If-None-Match": b'"a",' * 10_000,
        "If-Modified-Since": b"Foo, 99 Bar 99999999 99:99:99 GMT",
        "Range": b"bytes=" + b"0-0," * 10_000,
        "Accept-Encoding": b"gzip," * 10_000,
        "Referer": b"http://127.0.0.1//evil.example",
        "X-Forwarded-Host": b"evil.example",
        "X-Forwarded-Proto": b"javascript",
    }
    found = {name: asked(path) for name, path in addresses().items()}
    found |= {f"header {name}": asked("/", name.encode() + b": " + value) for name, value in header.items()}
    found["bytes in a cookie"] = asked("/", b"Cookie: judou=\xff\xfe\x00")
    found["five thousand headers"] = asked("/", *(b"X-%d: a" % n for n in range(5000)))
    found["raw bytes"] = b"GET /search?q=\xe5\xbc\x80 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    found["two hosts"] = asked("/", b"Host: evil.example")
    found["no HTTP"] = b"\x16\x03\x01\x02\r\n\r\n"
    for method in (b"POST", b"PUT", b"DELETE", b"TRACE"):
        found[method.decode()] = asked("/search?q=a").replace(b"GET", method, 1)
    return found
