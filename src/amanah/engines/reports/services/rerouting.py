"""No wrong door: a report that came in under one regime goes over to another, with its mailbox, its day and its protection."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, SubjectTag
from amanah.engines.reports import regimes, said
from amanah.engines.reports.channels import TO_REPORTER
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.report import REROUTED, Message
from amanah.engines.reports.services import handling
from amanah.engines.reports.services.filing import readers

LESS = gettext_lazy("Jenis perkara itu melindungi pelapor lebih sedikit. Mintalah pelapor sendiri menyampaikannya di sana.")
NOBODY = gettext_lazy("Tidak ada penerima di sana yang boleh membacanya dan mempunyai kunci.")
WAITS_FOR_MANY = gettext_lazy("Laporan yang kuncinya dipegang bersama atau oleh penerima luar tidak dapat dipindahkan.")


def may_become(case: Case) -> list[Regime]:
    """The regimes that protect at least as well as the case's own."""
    return [one for one in regimes.every() if one.key != case.kind and one.protection >= regimes.of(case).protection]


def reroute(opened: Opened, to: Regime, *, route: str, topic: str, reason: str) -> None:
    """Hand an opened report to another regime.

    Both records are wrapped for everybody who receives there and is not shut out, and for nobody else any more; the standing recovery
    key and the reporter's mailbox stay. The reason is sealed; the reporter reads in the mailbox where the report went and from which
    day the promises count. The ledger holds the proof of transfer.

    Raises:
        Refused: as the case engine's `hand`; "guard" where the other regime protects less, nobody may read it there, or its key is
            shared.
    """
    case = opened.case
    if to not in may_become(case):
        raise cases.Refused("guard", LESS)
    if route not in to.kind.routes or route in to.shared_routes:
        raise cases.Refused("route")
    if case.route in regimes.of(case).shared_routes:
        raise cases.Refused("guard", WAITS_FOR_MANY)
    tags = frozenset(bytes(tag) for tag in SubjectTag.objects.filter(case=case).values_list("tag", flat=True))
    receiving = readers(to, route, tags)
    if not receiving:
        raise cases.Refused("guard", NOBODY)
    with transaction.atomic():
        entry = handling.write_entry(opened, "note", "note", reason.encode())
        told = Message("", REROUTED, facts={"to": to.key, "from": case.kind})
        handling.write_entry(opened, TO_REPORTER, "message", told.to_bytes())
        handling.hand_keys(opened, receiving)
        cases.hand(case, to.kind, route=route, topic=topic, viewer=opened.viewer, reason_field=entry.field)
        handling.take_keys_of_excluded(case, actor=opened.viewer.actor)


def _title(key: str) -> str:
    return next((str(one.kind.title) for one in regimes.every() if one.key == key), "")


def _to_reporter(message: Message) -> str:
    words = _(
        "Laporan Anda kami pindahkan ke bagian yang berwenang: %(to)s. Kotak komunikasi, nomor, dan perlindungan Anda tetap sama. "
        "Tenggatnya dihitung dari hari laporan Anda kami terima, bukan dari hari ini."
    )
    return words % {"to": _title(message.facts.get("to", ""))}


def _to_staff(message: Message) -> str:
    facts = {"to": _title(message.facts.get("to", "")), "former": _title(message.facts.get("from", ""))}
    return _("Dipindahkan dari “%(former)s” ke “%(to)s”; pelapor diberi tahu.") % facts


def declare() -> None:
    """Say how its messages read, on either side; called once, when the engine is installed."""
    said.add(REROUTED, _to_reporter, _to_staff)
