"""axe-core for pages in a browser: what WCAG 2.2 AA violations a machine can find."""

import hashlib
from functools import cache
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that depend on the light in which a page is shown."""


@cache
def source():
    """The vendored script, if it is the one that was vendored."""
    digests = dict(reversed(line.split()) for line in (VENDOR / "vendored.sha256").read_text().splitlines())
    text = (VENDOR / "axe.min.js").read_bytes()
    assert hashlib.sha256(text).hexdigest() == digests["axe.min.js"]
    return text.decode()


def violations(page, *, colours_only=False):
    """What axe finds on a Playwright page, one line a rule with the first elements concerned.

    `colours_only` is for a page that was looked at in another light already: nothing else can have changed.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())  # through the debugger: the page's own policy stays in force
    only = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": TAGS}
    found = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [f"{rule['id']} ({rule['impact']}): {[node['target'] for node in rule['nodes'][:3]]}" for rule in found["violations"]]
