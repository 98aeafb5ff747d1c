"""The pages of controls and indicators under axe, wide in Indonesian and narrow in English by turns."""

# ruff: noqa: F811 - the fixtures of the engine's own tests, imported by name

from datetime import timedelta
from decimal import Decimal

import pytest

from amanah.engines.risks.controls import services
from amanah.engines.risks.controls.services import Found, Place
from amanah.engines.risks.indicators import periods
from amanah.engines.risks.indicators import services as indicators
from amanah.engines.risks.indicators.models import Indicator
from amanah.engines.risks.tests.conftest import active, at, plan, risk, sealed, team  # noqa: F401 - fixtures
from amanah.kernel import clock
from tests.axe import violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]  # a browser runs a loop of its own, so it stays among journeys
LOOKS = ((1280, "light", "id"), (320, "dark", "en"))


def _seen(team, active):
    """A control tested in every way, one that waits, and an indicator with a year of values; the addresses of all their pages."""
    rudi, tuti, today = team.viewer("rudi"), team.viewer("tuti"), clock.today()
    control = services.enter(
        title="Dua penguji menandatangani setiap hasil uji sebelum surat keterangan terbit",
        description="Penguji kedua menerima hasil uji tanpa tahu siapa pemohonnya.",
        unit=team.units.k3,
        viewer=rudi,
        owner=team.persons["hadi"],
        key=True,
        places=[Place(active)],
    )
    services.enter(title="Kepala loket mencocokkan daftar antrean", unit=team.units.k3, nature="detective", viewer=rudi)
    services.record_design(control, Found("effective", "Cukup bila dijalankan."), viewer=tuti)
    said = {"from_day": today - timedelta(days=90), "to_day": today, "procedure": "Ada dua tanda tangan yang berbeda.", "viewer": tuti}
    drawn = services.plan_test(control, items=[f"SK-2026-{n:03}" for n in range(1, 61)], size=5, **said)
    results = {position: ("exception", "Hanya satu tanda tangan") if not n else ("fine", "") for n, position in enumerate(drawn.chosen)}
    made = services.record_operating(
        drawn, results, Found("partly", "Satu dari lima tanpa tanda tangan kedua.", evidence="KK-7"), viewer=tuti
    )
    plan = services.plan_test(control, population=40, size=4, **said)
    attempt = services.plan_pressure(control, "Meminta surat lewat telepon tanpa uji.", from_day=today, to_day=today, viewer=tuti)
    one = indicators.enter(
        title="Sertifikat terbit di luar jam kerja",
        measured_in="sertifikat",
        amber=Decimal(5),
        red=Decimal(10),
        unit=team.units.k3,
        watching=[active],
        viewer=rudi,
    )
    period = periods.containing(today, "monthly")
    months = [period := periods.before(period, "monthly") for _n in range(12)][::-1]
    Indicator.objects.update(next_from=months[0].first)
    for month, value in zip(months[:11], (2, 3, 4, 3, 6, 7, 5, 8, 11, 12, 9), strict=True):
        indicators.keep(one, month.first, Decimal(value), viewer=rudi)
    here = f"/desk/risks/controls/{control.number}/"
    return [
        ("rudi", "/desk/risks/controls/"),
        ("rudi", here),
        ("tuti", here),  # the second time the other look
        ("rudi", f"{here}plans/{attempt.number}/"),
        ("tuti", f"{here}plans/{plan.number}/"),
        ("tuti", f"{here}tests/{made.number}/"),
        ("rudi", f"/desk/risks/indicators/{one.number}/"),
        ("rudi", "/desk/risks/indicators/new/"),
        ("rudi", "/desk/risks/indicators/scanned/"),
    ]


def test_every_page_wide_or_narrow_by_turns(desk, team, active, live_server, chromium):
    for n, (name, path) in enumerate(_seen(team, active)):
        width, scheme, language = LOOKS[n % 2]
        team.sign_in(desk, name)
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        cookies = {"desk": desk.cookies["desk"].value, "lang": language}
        context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
        page = context.new_page()
        page.goto(live_server.url + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        context.close()
