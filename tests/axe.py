"""axe-core for pages in a browser: what WCAG 2.2 AA violations a machine can find."""

import hashlib
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def source():
    """The vendored script, if it is the one that was vendored."""
    digests = dict(reversed(line.split()) for line in (VENDOR / "vendored.sha256").read_text().splitlines())
    text = (VENDOR / "axe.min.js").read_bytes()
    assert hashlib.sha256(text).hexdigest() == digests["axe.min.js"]
    return text.decode()


def violations(page):
    """What axe finds on a Playwright page, one line a rule with the first elements concerned."""
    page.evaluate(source())  # through the debugger: the page's own policy stays in force
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{rule['id']} ({rule['impact']}): {[node['target'] for node in rule['nodes'][:3]]}" for rule in found["violations"]]
