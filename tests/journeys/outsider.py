"""Somebody outside with nothing but the C2SP documents: the published tree, rebuilt from its tiles. Uses none of Amanah's code."""

import base64
import hashlib
from dataclasses import dataclass
from urllib.request import urlopen

TILE = 256


@dataclass(frozen=True)
class Published:
    """What the checkpoint claims."""

    origin: str
    size: int
    root: bytes
    signed: bool


def get(url):
    with urlopen(url, timeout=30) as answer:
        return answer.read()


def checkpoint(base):
    """The newest one."""
    body, _, signatures = get(f"{base}/ledger/checkpoint").decode().partition("\n\n")
    origin, size, root = body.split("\n")[:3]
    return Published(origin, int(size), base64.b64decode(root), any(line.startswith("\u2014 ") for line in signatures.splitlines()))


def leaves(base, size):
    """The leaf hashes from the level-0 tiles."""
    found = b""
    for number in range(-(-size // TILE)):
        width = min(TILE, size - number * TILE)
        tile = get(f"{base}/ledger/tile/0/{_name(number)}" + ("" if width == TILE else f".p/{width}"))
        assert len(tile) == 32 * width, f"tile {number} has {len(tile)} bytes"
        found += tile
    return [found[at : at + 32] for at in range(0, len(found), 32)]


def _name(number):
    name, number = f"{number % 1000:03d}", number // 1000
    while number:
        name, number = f"x{number % 1000:03d}/{name}", number // 1000
    return name


def root(hashes):
    """RFC 6962, section 2.1."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return hashlib.sha256(b"\x01" + root(hashes[:split]) + root(hashes[split:])).digest()
