"""Looking at a page the way axe-core and a narrow screen do, also where scripts are off."""

from tests.axe import violations

SCHEMES = ("light", "dark")


class Sight:
    """Call it with a page: asserts that nobody would be shut out of it, in light and in dark. `seen` lists the addresses looked at."""

    def __init__(self, chromium):
        self._chromium = chromium
        self._mirrors = {}
        self.seen = []

    def __call__(self, page, *, scripts=True):
        width = page.viewport_size["width"]
        shown = page if scripts else self._mirrored(page, width)
        for scheme in SCHEMES:
            shown.emulate_media(color_scheme=scheme)
            found = violations(shown)
            assert found == [], f"{page.url}, {scheme}: {found}"
        shown.emulate_media(color_scheme=None)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} scrolls sideways at {width} px"
        self.seen.append(page.url)

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
