"""What is late or came out otherwise, with its legal consequence in words: a block on the summary of a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.cases.models import Case
from amanah.engines.reports.desk.opening import address
from amanah.engines.reports.desk.parts import Page
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock
from amanah.rooms.gratification.models import Coding
from amanah.rooms.gratification.opened import latest
from amanah.rooms.gratification.workflow import GIFT, PASSING, UNIT_ROUTE

WITHIN = "gratification.subunit_forward_within"


@dataclass(frozen=True)
class Flag:
    """One thing that changes what the law says of the matter."""

    title: str
    consequence: str
    basis: str = ""


def flags_of(case: Case) -> Iterator[Flag]:
    """The flags of a case, from its clocks and from what officers set."""
    latest = {deadline.name: deadline for deadline in clocks.for_refs([case.ref])}
    to_upg, to_kpk = latest.get("to_upg"), latest.get("to_kpk")
    if missed(to_kpk):
        yield Flag(
            _("Lewat batas melapor kepada KPK"),
            _("Objeknya dapat ditetapkan menjadi milik negara, dan Pasal 12B tetap berlaku. Laporan tetap diteruskan."),
            basis_of(to_kpk),
        )
    elif missed(to_upg):
        yield Flag(
            _("Lewat batas melapor kepada UPG"),
            _("Ini tidak mengakhiri batas melapor kepada KPK. Teruskan segera."),
            basis_of(to_upg),
        )
    if Coding.objects.filter(case=case, found_by_audit=True).exists():
        yield Flag(
            _("Terungkap dari pengawasan internal"),
            _("Diperlakukan seperti laporan yang lewat batas: dapat menjadi milik negara, dan Pasal 12B tetap berlaku."),
            _("Peraturan KPK Nomor 1 Tahun 2026; belum dibandingkan dengan naskah resmi"),
        )


def basis_of(deadline: Deadline | None) -> str:
    """The legal basis of a deadline in the reader's language."""
    if deadline is None:
        return ""
    return deadline.citation_en if (get_language() or "").startswith("en") else deadline.citation


def missed(deadline: Deadline | None) -> bool:
    """Whether it was met too late, or is owed since before today."""
    if deadline is None:
        return False
    return deadline.kept is False or (deadline.stopped_on is None and deadline.due_on < clock.today())


def build(page: Page) -> dict[str, Any] | None:
    """Nothing where there is no flag."""
    case = page.case
    wanting = page.content is not None and case.closed_on is None and not case.days.filter(key=GIFT).exists()
    due = rulebook.due(WITHIN, case.opened_on) if case.route == UNIT_ROUTE and case.closed_on is None else None
    passed = latest(page.content, PASSING) if page.content is not None else None
    found = {
        "flags": list(flags_of(case)),
        "wanting": address(case, "gift_day") if wanting else "",
        "due": due,
        "rule": due.provision.cite(get_language() or "id") if due else "",
        "passed": passed,
    }
    return found if any(found.values()) else None
