"""Planted words, and looking for them in every form in which a careless program could have kept them."""

import base64
from pathlib import Path


def forms(text):
    """The text as UTF-8 and UTF-16, in base64 at each of its three places, and as hexadecimal digits; in lower case where it has one."""
    plain = text.lower()
    yield plain.encode()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = plain.encode(encoding)
        yield data
        yield data.hex().encode()
        for original in {text.encode(encoding), data}:
            yield from _base64(original)


def _base64(data):
    """What stays the same of its base64 whatever stands before and after it; lower-cased like everything that is searched."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data)
        kept = encoded[(before * 8 + 5) // 6 : len(encoded) - 4]
        yield kept.lower()
        yield kept.lower().translate(bytes.maketrans(b"+/", b"-_"))


def found_in(content, words):
    """The words that stand in these bytes, by name."""
    lowered = content.lower()
    return [name for name, word in words.items() if any(form in lowered for form in forms(word))]


def found_below(folder, words):
    """Where below a folder a word stands: in a file or in its name."""
    found = []
    for path in Path(folder).rglob("*"):
        content = path.name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
        found += [(str(path), name) for name in found_in(content, words)]
    return found
