"""Reports of levies in people's hands, and the papers that tests begin with."""

from uuid import uuid4

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports import subjects
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import Report
from amanah.engines.reports.services import filing, handling
from amanah.foundation.access import services as access
from amanah.foundation.public_services import services as catalogue
from amanah.foundation.public_services.standards import Standard, Tariff
from amanah.foundation.vault import services as vault
from amanah.rooms.illegal_levies.regime import FORM, REGIME
from amanah.rooms.illegal_levies.services import coding
from amanah.rooms.illegal_levies.sheets import Levy, Screening
from amanah.rooms.illegal_levies.workflow import COORDINATOR, HANDLER
from tests.people import PASSPHRASE

SECRET = "kenanga"
STORY = f"Petugas loket meminta dua juta rupiah sebelum sertifikat dicetak ({SECRET})."
OWN = Screening("own", "Layanan sertifikasi K3 diberikan direktorat ini.", "new", "Dibandingkan dengan laporan tiga bulan terakhir.")
OTHER = Screening("other", "Layanan kepolisian.", "new", "Tidak ada yang serupa.")


def offices(people):
    """Ani and Budi handle levies; Ani coordinates too."""
    for name, role in (("ani", COORDINATOR), ("ani", HANDLER), ("budi", HANDLER)):
        access.grant_role(people.accounts[name], role, people.units.root)
    return people


def service(people, *fees, code="K3-AHLI"):
    """A service in the catalogue with its fees, each (first day, amount): Hadi proposes, Gilang approves."""
    for name, role in (("hadi", "editor"), ("gilang", "approver")):
        access.grant_role(people.accounts[name], f"public_services.{role}", people.units.k3)
    editor, approver = people.viewer("hadi"), people.viewer("gilang")
    standard = Standard(name="Penunjukan ahli K3 umum", since=fees[0][0], stages=("Penerimaan berkas", "Verifikasi"))
    made = catalogue.open_service(code, people.units.k3, standard, viewer=editor)
    catalogue.approve(made.editions.get(), viewer=approver)
    for since, amount in fees:
        tariff = Tariff("Sertifikat", since, amount, "sertifikat", "PP 41/2023")
        catalogue.approve(catalogue.propose_fee(made, tariff, viewer=editor), viewer=approver)
    return made


def filed(people, *, what=STORY, who="Gilang Ramadhan", topic="held", unit=None, typed_in=False, **answers):
    """A report as it came in, and its receipt; None for one that was typed in."""
    found = subjects.find(involved=[who] if who else [], excluded=(), unit=unit)
    said = {"what": what, "who": who, "asked": "2000000", "paid": "2000000", "when": "Maret 2026", "where": "Loket 3", "how": ""} | answers
    report = Report(topic, "inspectorate", "anonymous", said, unit=str(unit.pk) if unit else "", involved=(who,) if who else (), form=FORM)
    case_id = uuid4()
    coming = filing.Filing(case_id, report, found.tags)
    if typed_in:
        return filing.file_unanswered(REGIME, coming, actor=people.viewer("ani").actor), None
    receipt = filing.file_report(REGIME, coming)
    return Case.objects.get(pk=case_id), receipt


def opened(people, name, case):
    """The case in this person's hands; None where they hold no key."""
    viewer, pairs = people.viewer(name), people.__dict__.setdefault("pairs", {})
    if name not in pairs:
        pairs[name] = vault.unlock(viewer.account, PASSPHRASE)
    return reading.open_case(viewer, Case.objects.get(pk=case.pk), pairs[name])


def go(people, case, *moves):
    """Ani makes these moves."""
    for move in moves:
        cases.move(Case.objects.get(pk=case.pk), move, viewer=people.viewer("ani"))


def agree(people, case, move, outcome):
    """Ani proposes and Budi approves."""
    handling.approve(handling.propose(opened(people, "ani", case), move, outcome=outcome, reason="Alasan."), viewer=people.viewer("budi"))
    return Case.objects.get(pk=case.pk)


def clarified(people, **changes):
    """A report under clarification, and its receipt."""
    case, receipt = filed(people, **changes)
    go(people, case, "acknowledge")
    hands = opened(people, "ani", case)
    coding.record(hands, Levy(text="Uang diminta di loket.", mode="held", asked=2_000_000, service_name="Sertifikat K3"))
    coding.test(hands, OWN)
    go(people, case, "clarify")
    return Case.objects.get(pk=case.pk), receipt


def examined(people, **changes):
    """A report under examination, and its receipt."""
    case, receipt = clarified(people, **changes)
    handling.decide(opened(people, "ani", case), "examine", outcome="", reason="Klarifikasi tidak cukup.")
    return Case.objects.get(pk=case.pk), receipt
