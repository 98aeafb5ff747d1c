"""Looking at a page the way axe-core and a narrow screen do, also where scripts are off."""

import hashlib
import re

from tests.axe import violations

SCHEMES = ("light", "dark")
EVER_NEW = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
STANDS = "() => [...document.querySelectorAll('input, select, textarea')].map(one => one.checked ? '1' : one.value ? '2' : '0').join('')"
"""What was ticked and filled in, which the page's markup does not say."""
_fine = set()
"""Pages that were looked at and found right, by their width and everything that stands on them: the same page looks the same again."""


class Sight:
    """Call it with a page: asserts that nobody would be shut out of it, in light and in dark. `seen` lists the addresses looked at."""

    def __init__(self, chromium):
        self._chromium = chromium
        self._mirrors = {}
        self.seen = []

    def __call__(self, page, *, scripts=True):
        width = page.viewport_size["width"]
        markup = EVER_NEW.sub("", page.content())
        known = (width, hashlib.sha256(f"{page.evaluate(STANDS)} {markup}".encode()).digest())
        self.seen.append(page.url)
        if known in _fine:
            return
        shown = page if scripts else self._mirrored(page, width)
        for scheme in SCHEMES:
            shown.emulate_media(color_scheme=scheme)
            found = violations(shown, colours_only=scheme != SCHEMES[0])
            assert found == [], f"{page.url}, {scheme}: {found}"
        shown.emulate_media(color_scheme=None)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} scrolls sideways at {width} px"
        _fine.add(known)

    def _mirrored(self, page, width):
        """The same bytes at the same address in a window with scripts: axe waits for timers, which a page without scripts has none of."""
        if width not in self._mirrors:
            self._mirrors[width] = self._chromium.new_context(viewport={"width": width, "height": 800}).new_page()
        mirror, html = self._mirrors[width], page.content()
        mirror.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        mirror.goto(page.url)
        mirror.unroute(page.url)
        return mirror

    def close(self):
        for mirror in self._mirrors.values():
            mirror.context.close()
