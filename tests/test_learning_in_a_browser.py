"""The pages of needs and of the class of bribery risk under axe, wide in Indonesian and narrow in English by turns."""

# ruff: noqa: F811 - the fixtures of the room's own tests, imported by name

import os
from datetime import timedelta
from pathlib import Path

import pytest

from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.learning.needs import services
from amanah.rooms.learning.needs.tests.conftest import learned, need, team, topics  # noqa: F401 - fixtures
from tests.axe import violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOOKS = ((1280, "light", "id"), (390, "dark", "en"))
KEPT = os.environ.get("AMANAH_LOOKS", "")
"""A folder for pictures of the pages, for whoever wants to look at them."""


def _seen(team, topics, need, learned):
    """Some who learned, some who did not, an exemption and a text to read; the addresses of all their pages."""
    hadi, since = team.persons["hadi"], clock.today() - timedelta(days=40)
    need(within_days=10, since=since, every_months=12, clauses=("ISO 37001 7.3",))
    heads = need(is_head=True, within_days=120, topic=topics.policy, since=since)
    need(topic=topics.policy, sort="read", address="Keputusan Menteri tentang Kebijakan Anti Penyuapan")
    for name, ago in (("hadi", 20), ("ani", 350), ("citra", 500)):
        learned(name, ago)
    services.exempt(heads, team.persons["gilang"], "Tugas belajar sampai Februari", team.viewer("maya"))
    access.grant_role(team.maya, "risk_manager", team.units.root)
    exposures.decide_post(team.posts["hadi"], Decision("more_than_low", "Menerbitkan hasil uji yang menentukan izin."), team.viewer("maya"))
    return [
        ("maya", "/desk/learning/needs/"),
        ("gilang", "/desk/learning/needs/"),
        ("maya", "/desk/learning/needs/gaps/"),
        ("maya", "/desk/learning/needs/gaps/?state=late"),
        ("maya", "/desk/learning/needs/matrix/"),
        ("maya", f"/desk/learning/needs/people/{hadi.pk}/"),
        ("maya", "/desk/learning/needs/new/"),
        ("hadi", "/desk/learning/"),
        ("hadi", "/desk/learning/"),
        ("maya", "/desk/risks/exposures/"),
        ("maya", f"/desk/risks/exposures/post/{team.posts['hadi'].pk}/"),
        ("maya", "/desk/learning/needs/import/"),
    ]


def test_every_page_wide_or_narrow_by_turns(desk, team, topics, need, learned, live_server, chromium):  # noqa: PLR0917 - fixtures
    for n, (name, path) in enumerate(_seen(team, topics, need, learned)):
        width, scheme, language = LOOKS[n % 2]
        team.sign_in(desk, name)
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        cookies = {"desk": desk.cookies["desk"].value, "lang": language}
        context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
        page = context.new_page()
        page.goto(live_server.url + path)
        if KEPT:
            page.screenshot(path=Path(KEPT) / f"{n:02}-{language}.png", full_page=True)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        context.close()
