"""Weight of every public page: the page and everything that it loads without scripts running, as the network carries it."""

import gzip
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from amanah.cli import say
from amanah.cli.bench.figures import Figure, Setting
from amanah.cli.bench.server import Server
from amanah.cli.bench.visitor import Page, Visitor, write_report

MOST_REQUESTS = 5
MOST_BYTES = 25_000
_LATER = re.compile(r"<template\b.*?</template>", re.IGNORECASE | re.DOTALL)  # which loads nothing until a script puts it in
_LOADED = re.compile(r"<(?:link|script|img|source|iframe|object|embed|video|audio)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(?:href|src|data|poster)=["']([^"']+)["']""", re.IGNORECASE)
_NOT_LOADED = re.compile(r"""\brel=["'](?:alternate|canonical|next|prev|help|author|license)["']""", re.IGNORECASE)
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass
class Weight:
    """Of one first load, bodies and heads of answers together."""

    requests: int = 0
    size: int = 0
    third_parties: list[str] = field(default_factory=list)


def _fetch(url: str, weight: Weight, cookie: str = "") -> str:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {})})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
        raw = answer.read()
        weight.requests += 1
        weight.size += len(raw) + len(str(answer.headers))
        body = gzip.decompress(raw) if answer.headers.get("Content-Encoding") == "gzip" else raw
    return str(body.decode("utf-8", "replace"))


def weigh(url: str, cookie: str = "") -> Weight:
    """Load a page and, once each, everything that it links to for showing itself."""
    weight = Weight()
    text = _fetch(url, weight, cookie)
    queue = [
        urljoin(url, found[1])
        for tag in _LOADED.findall(_LATER.sub("", text))
        if not _NOT_LOADED.search(tag) and (found := _ADDRESS.search(tag))
    ]
    seen: set[str] = set()
    while queue:
        address = queue.pop(0)
        if address in seen or address.startswith("data:"):
            continue
        seen.add(address)
        if urlsplit(address).netloc != urlsplit(url).netloc:
            weight.third_parties.append(address)
            continue
        body = _fetch(address, weight)
        if urlsplit(address).path.endswith(".css"):
            queue += [urljoin(address, found) for found in _IN_STYLE.findall(body)]
    return weight


def public_pages(base: str) -> list[str]:
    """Every page that can be reached from the front page by links, without the desk."""
    visitor = Visitor(base)
    queue, found = ["/", "/report/", "/mailbox/"], []
    while queue:
        path = queue.pop(0)
        if path in found:
            continue
        page = visitor.get(path)
        if page.status != 200 or "<html" not in page.text:  # noqa: PLR2004 - HTTP's word for success
            continue
        found.append(path)
        queue += sorted(_inside(base, page) - set(found) - set(queue))
    return found


def _inside(base: str, page: Page) -> set[str]:
    addresses = [urlsplit(link) for link in page.links]
    ours = [address for address in addresses if f"{address.scheme}://{address.netloc}" == base]
    return {address.path for address in ours if not re.match(r"/(desk|static|language|ledger/tile)\b", address.path)}


def measure(setting: Setting) -> Iterator[Figure]:
    """All public pages, and the pages of a report on its way."""
    with Server(setting.folder, database_url=setting.database_url) as server:
        weights = {path: weigh(server.url + path) for path in public_pages(server.url)}
        visitor = Visitor(server.url)
        try:
            review, _ = write_report(visitor, "Kalimat ukur. " * 20)
            weights["/report/review/ (filled in)"] = weigh(review.url, visitor.cookies)
        except Exception as error:  # noqa: BLE001 - the other pages still have their weights
            say.problem(f"the report could not be walked through: {error}")
    for path, weight in sorted(weights.items(), key=lambda item: -item[1].size)[:3]:
        yield Figure(f"{path} bytes", weight.size, "B", MOST_BYTES)
    yield Figure("pages", len(weights), "pages")
    path, weight = max(weights.items(), key=lambda item: item[1].requests)
    yield Figure(f"{path} requests, which needs most", weight.requests, "requests", MOST_REQUESTS)
    yield Figure("third parties", sum(len(weight.third_parties) for weight in weights.values()), "addresses", 0)
