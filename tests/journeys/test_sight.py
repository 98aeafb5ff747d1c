"""The look at pages finds what is planted on them: on a public page without scripts, and on the desk, in one light only."""

import pytest


def plant(page, html):
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html)


@pytest.mark.parametrize(("html", "rule"), [('<img src="data:,">', "image-alt"), ('<input type="text" name="x">', "label")])
def test_a_violation_on_a_page_without_scripts_is_seen(reporter, sight, html, rule):
    reporter.page.goto("/report/")
    sight(reporter.page, scripts=False)
    plant(reporter.page, html)
    with pytest.raises(AssertionError, match=rule):
        sight(reporter.page, scripts=False)


def test_a_violation_in_the_dark_alone_is_seen(window, sight):
    page = window(1440)
    page.goto("/report/")
    plant(page, "<p id='planted'>Tulisan ini tidak terbaca.</p>")
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("
        "'@media (prefers-color-scheme: dark) { #planted { color: #222; background: #111 } }');"
        " document.adoptedStyleSheets = [sheet]; }"
    )
    with pytest.raises(AssertionError, match=r"dark.*color-contrast"):
        sight(page)


def test_a_page_that_scrolls_sideways_is_seen(window, sight):
    page = window(360)
    page.goto("/report/")
    plant(page, "<p>" + "tanpaspasi" * 60 + "</p>")
    page.evaluate("document.querySelector('main p:last-child').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('main p:last-child').style.overflowWrap = 'normal'")
    with pytest.raises(AssertionError, match="scrolls sideways"):
        sight(page)
