"""Three workshops, settled, opened and still asking; and rounds of review, signed, waiting for the second signature and under way."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from amanah.cli.demo.later.risks.people import SAID, Cast
from amanah.engines.risks.models import Risk
from amanah.engines.risks.reviews import services as reviews
from amanah.engines.risks.workshops import services as workshops
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

RISKS = 6
HIGHEST = 5
SPREAD = (-1, 0, 0, 1)
SETTLED = "Setelah saling mendengar alasan, peserta sepakat; penilaian terendah belum memperhitungkan hasil uji terakhir."
GONE = "Risiko ini ditutup sebelum hasilnya dibahas."
NOTED = "Peserta dari loket menyebut antrean pagi yang tidak masuk sistem; akan diperiksa dalam uji berikutnya."
OPINIONS = (
    "Dua pengaduan tahun ini menyebut tahapan ini.",
    "Pengendaliannya berjalan, tetapi hanya di kantor pusat.",
    "Petugasnya sedikit dan saling mengenal; kesepakatan mudah terjadi.",
    "Hasil uji terakhir baik; saya menilai kemungkinannya turun.",
    "Dampaknya bukan uang, melainkan kepercayaan pemohon.",
)


@dataclass(frozen=True)
class Gathering:
    """One workshop: whose register, who calls, who judges, how long ago, and how far it came."""

    unit: str
    caller: str
    people: tuple[str, ...]
    heads: tuple[str, ...]
    ago: int
    until: str
    title: str


GATHERINGS = (
    Gathering(
        "DBINK3", "fitri", ("gilang", "fitri", "ani"), ("SUBSERT", "SUBLEMK3"), 210, "closed", "Risiko sertifikasi dan penunjukan K3"
    ),
    Gathering("DTKA", "fitri", ("fitri", "laras", "budi"), ("DTKA", "SUBRPTKA"), 24, "opened", "Risiko izin tenaga kerja asing"),
    Gathering("SETJEN", "eko", ("eko", "ratri", "ani"), ("UKPBJ", "ROKEU"), 4, "scoring", "Risiko pengadaan dan keuangan"),
)
ROUNDS = (("DBINK3", 190, "signed"), ("DBINK3", 12, "open"), ("DTKA", 35, "submitted"))


def lives(cast: Cast) -> Iterator[tuple[date, Iterator[date]]]:
    """Each workshop and each round with the day on which it is called."""
    for number, gathering in enumerate(GATHERINGS):
        yield cast.stage.today - timedelta(days=gathering.ago), _workshop(cast, gathering, random.Random(number))  # noqa: S311 - invented
    for number, (code, ago, end) in enumerate(ROUNDS):
        yield cast.stage.today - timedelta(days=ago), _round(cast, code, end, random.Random(number))  # noqa: S311 - invented


def _risks(cast: Cast, code: str) -> list[Risk]:
    path = cast.stage.unit(code).path
    numbers = [plan.number for plan in cast.plans if plan.unit.path.startswith(path) and plan.number in cast.risks]
    found = Risk.objects.filter(pk__in=[cast.risks[number].pk for number in numbers], state="active", residual_score__isnull=False)
    return list(found.order_by("-score", "pk")[:RISKS])


def _people(cast: Cast, gathering: Gathering) -> list[Viewer]:
    heads = [cast.head(cast.stage.unit(code)) for code in gathering.heads]
    viewers = [cast.as_person(head) for head in heads if head is not None]
    return [cast.viewer(name) for name in gathering.people] + [viewer for viewer in viewers if viewer is not None]


def _workshop(cast: Cast, gathering: Gathering, rng: random.Random) -> Iterator[date]:
    caller, people, day = cast.viewer(gathering.caller), _people(cast, gathering), clock.today()
    workshop = workshops.call(
        title=f"{gathering.title}, {day:%Y}",
        unit=cast.stage.unit(gathering.unit),
        stage="residual",
        of=_risks(cast, gathering.unit),
        persons=[viewer.person for viewer in people if viewer.person is not None],
        until=day + timedelta(days=10),
        viewer=caller,
        purpose="Menilai ulang risiko tersisa bersama orang-orang yang mengerjakannya.",
    )
    items = list(workshop.items.select_related("risk"))
    for place, viewer in enumerate(people):
        if gathering.until == "scoring" and place >= len(people) - 2:
            return
        yield day + timedelta(days=1 + place // 2)
        for item in items:
            likelihood, impact = item.risk.residual_likelihood or 1, item.risk.residual_impact or 1
            said = _within(likelihood + rng.choice(SPREAD) * (1 + (place == 0))), _within(impact + rng.choice((0, 0, rng.choice(SPREAD))))
            workshops.score(item, *said, rng.choice(OPINIONS), viewer=viewer)
    yield day + timedelta(days=11)
    workshops.open_scores(workshop, viewer=caller)
    workshops.note(items[0], NOTED, viewer=caller)
    for item in items if gathering.until == "closed" else items[:2]:
        item.risk.refresh_from_db()
        likelihood, impact = item.risk.residual_likelihood or 1, item.risk.residual_impact or 1
        if item.risk.state == "closed":
            workshops.leave(item, GONE, viewer=caller)
            continue
        workshops.settle(item, likelihood, impact, SETTLED, viewer=caller)
    if gathering.until == "closed":
        workshops.close(workshop, "Nilai disepakati dan rencana tindak diperbarui.", viewer=caller)


def _round(cast: Cast, code: str, end: str, rng: random.Random) -> Iterator[date]:
    keeper, unit, today = cast.viewer("fitri"), cast.stage.unit(code), clock.today()
    review = reviews.open_review(unit=unit, period_from=today - timedelta(days=180), period_to=today, viewer=keeper)
    entries = list(review.entries.select_related("risk"))
    yield today + timedelta(days=5)
    for entry in entries if end != "open" else entries[: len(entries) // 2]:
        entry.risk.refresh_from_db()
        residual = entry.risk.residual_likelihood, entry.risk.residual_impact
        if entry.risk.state == "closed":
            reviews.close(entry, rng.choice(SAID["reasons"]["closed"]), viewer=keeper)
        elif rng.random() < 1 / 5 and residual[0] is not None and residual[1] is not None:
            reviews.change(
                entry, rng.choice(SAID["reasons"]["again"]), viewer=keeper, likelihood=_within(residual[0] - 1), impact=residual[1]
            )
        else:
            reviews.confirm(entry, rng.choice(SAID["reasons"]["review"]), viewer=keeper)
    if end == "open":
        return
    yield today + timedelta(days=9)
    reviews.submit(review, "Seluruh risiko ditinjau; yang berubah dinilai ulang beserta alasannya.", viewer=keeper)
    if end == "signed":
        yield today + timedelta(days=12)
        reviews.sign(review, "Sesuai dengan keadaan unit.", viewer=cast.viewer("gilang"))


def _within(level: int) -> int:
    return min(max(level, 1), HIGHEST)
