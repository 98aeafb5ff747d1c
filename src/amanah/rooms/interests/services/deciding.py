"""What the superior, and the officers of the register, do with a declared interest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions import services as actions
from amanah.engines.actions.declare import CLOSED
from amanah.engines.actions.models import Action
from amanah.engines.cases import services as cases
from amanah.engines.cases import superiors
from amanah.engines.cases.declare import REPORTER, SYSTEM
from amanah.engines.cases.models import Case
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.interests import queries, register
from amanah.rooms.interests.models import Control, Interest, Interim
from amanah.rooms.interests.opened import Opened, write
from amanah.rooms.interests.services.declaring import officers, unit_of

WITHIN = "interests.controlled_within"

CONTROLS = {
    "recusal": gettext_lazy("Mundur dari keputusan"),
    "transfer": gettext_lazy("Keputusan dialihkan kepada orang lain"),
    "access": gettext_lazy("Akses dokumen atau sistem dibatasi"),
    "divestment": gettext_lazy("Kepentingan dilepas"),
    "rotation": gettext_lazy("Tugas atau penempatan diubah"),
    "supervision": gettext_lazy("Keputusan diawasi orang kedua"),
}
OWN = frozenset({"recusal", "divestment"})
"""The measures that whoever declared the interest carries out; the others are the business of whom the decision names."""


@dataclass(frozen=True)
class Measures:
    """What a decision asks for: the kinds of control, who carries out those that are not the declarant's, and who checks them all."""

    kinds: tuple[str, ...]
    executor: Person | None
    verifier: Person


def ask(opened: Opened, text: str) -> None:
    """Ask whoever declared it to explain something. The clock of the decision goes on."""
    with transaction.atomic():
        write(opened, "question", Paper(text))
        cases.move(opened.case, "ask", viewer=opened.viewer)


def answer(opened: Opened, text: str) -> None:
    """Answer the question, as the person who declared it.

    Raises:
        Refused: "role" for anybody else, and as the engine's `move`.
    """
    if not opened.own:
        raise cases.Refused("role")
    with transaction.atomic():
        write(opened, "answer", Paper(text))
        cases.move(opened.case, "answer", viewer=REPORTER, facts={"by": opened.viewer.actor})


def dismiss(opened: Opened, analysis: str) -> None:
    """Decide that this is no conflict of interest: it is no longer consulted, and the matter goes back."""
    with transaction.atomic():
        entry = write(opened, "decision", Paper(analysis, {"outcome": "none"}))
        cases.move(opened.case, "dismiss", viewer=opened.viewer, outcome="none", reason_field=entry.field)
        _end_interim(opened.interest)


def control(opened: Opened, analysis: str, measures: Measures) -> list[Action]:
    """Decide how the interest is kept out of decisions. Each measure becomes an action with a date, owed and proven by somebody.

    Their titles name the kind of measure and the number, and nothing of what was declared.

    Raises:
        Refused: "guard" where a measure has nobody to carry it out, and as the engines' `move` and `open_action`.
    """
    others = [kind for kind in measures.kinds if kind not in OWN]
    if not measures.kinds or any(kind not in CONTROLS for kind in measures.kinds):
        raise cases.Refused("guard", _("Pilih sekurangnya satu pengendalian."))
    if others and measures.executor is None:
        raise cases.Refused("guard", _("Sebutkan siapa yang melaksanakan pengalihan, pembatasan, perubahan tugas, atau pengawasan."))
    unit = _deciding_unit(opened)
    made = []
    with transaction.atomic():
        paper = Paper(analysis, {"outcome": "controlled", "controls": ",".join(measures.kinds)})
        entry = write(opened, "decision", paper)
        cases.move(opened.case, "control", viewer=opened.viewer, outcome="controlled", reason_field=entry.field)
        for kind in measures.kinds:
            action = _owe(opened, kind, unit, opened.interest.person if kind in OWN else measures.executor, measures.verifier)
            Control.objects.create(interest=opened.interest, kind=kind, action_ref=action.ref)
            made.append(action)
        facts = {"controls": sorted(measures.kinds), "actions": [action.ref for action in made], "day": clock.today()}
        ledger.append("interest.controlled", opened.interest.ref, facts, actor=opened.viewer.actor)
    return made


def settle(interest: Interest) -> bool:
    """Close the case once every measure is proven or called off; whether it was closed now. Safe to repeat."""
    case = interest.case
    refs = list(interest.controls.values_list("action_ref", flat=True))
    if case is None or case.state != "controlled" or Action.objects.filter(ref__in=refs).exclude(state__in=CLOSED).exists():
        return False
    cases.move(case, "settle", viewer=SYSTEM)
    return True


def name_substitute(opened: Opened, person: Person, note: str) -> Interim:
    """Hand the matter to somebody else for the time being, with a few neutral words in clear that say what to take over.

    Raises:
        Refused: "excluded" for whoever declared it, whom it names, or who declared an interest in the same; "role" unless one decides.
    """
    interest = opened.interest
    if not queries.decides(opened.viewer, interest) or not interest.tied:
        raise cases.Refused("role")
    if (
        person.pk == interest.person_id
        or queries.naming(person.pk).filter(interest=interest).exists()
        or register.in_the_way(person.pk, interest)
    ):
        raise cases.Refused("excluded")
    today = clock.today()
    with transaction.atomic():
        write(opened, "substitute", Paper(note, {"name": person.name}))
        _end_interim(interest)
        made = Interim.objects.create(interest=interest, person=person, since=today, named_by=opened.viewer.account)
        _owe_substitution(opened, person, note)
        ledger.append("interest.substitute", interest.ref, {"person": str(person.pk), "day": today}, actor=opened.viewer.actor)
    return made


def appoint(opened: Opened, account: Account) -> None:
    """Give the case and its key to somebody who decides, where no superior could be found or the one who decided is gone.

    Raises:
        Refused: "unfit" for somebody without a key, "excluded" for who may not act, and as the engine's `assign`.
    """
    case = opened.case
    tags = {bytes(tag) for tag in case.tags.values_list("tag", flat=True)}
    public = keys.public_keys([account])
    if not public:
        raise cases.Refused("unfit")
    if account.person_id == opened.interest.person_id or not superiors.fit(account, tags):
        raise cases.Refused("excluded")
    with transaction.atomic():
        for holder, key in public.items():
            vault.hand_over(opened.interest.ref, opened.key, holder, key, actor=opened.viewer.actor)
        cases.assign(case, account, viewer=opened.viewer)
        if case.state == "received":
            cases.move(case, "appoint", viewer=opened.viewer)
        if opened.interest.tied and not opened.interest.interims.filter(until__isnull=True).exists() and account.person:
            Interim.objects.create(interest=opened.interest, person=account.person, since=clock.today(), named_by=opened.viewer.account)


def recuse(interest: Interest, *, viewer: Viewer) -> None:
    """Step back from deciding: the case is hidden from this person, their key is taken away, and the officers appoint somebody else."""
    if interest.case is None or not queries.decides(viewer, interest):
        raise cases.Refused("role")
    with transaction.atomic():
        vault.drop_holder(interest.ref, viewer.actor, actor=viewer.actor)
        cases.recuse(interest.case, viewer=viewer)
        if viewer.person is not None and interest.interims.filter(until__isnull=True, person=viewer.person).exists():
            _end_interim(interest)


def end(opened: Opened, reason: str) -> None:
    """Note that the interest is over: it stays in the register and is no longer consulted.

    For whoever decides, the superior it was declared to, and officers of the register; never for whoever declared it.

    Raises:
        Refused: "role", or "state" while it is being decided on or after it ended.
    """
    interest = opened.interest
    if opened.own or not may_end(opened.viewer, interest):
        raise cases.Refused("role")
    if interest.ended_on is not None or (interest.case is not None and interest.case.closed_on is None):
        raise cases.Refused("state")
    with transaction.atomic():
        if interest.case is not None:
            write(opened, "ending", Paper(reason))
        else:
            vault.add_field(interest.ref, "ending/1", Paper(reason).to_bytes(), opened.key)
        interest.ended_on, interest.ended_by = clock.today(), opened.viewer.account
        interest.save(update_fields=["ended_on", "ended_by"])
        _end_interim(interest)
        ledger.append("interest.ended", interest.ref, {"number": interest.number, "day": interest.ended_on}, actor=opened.viewer.actor)


def may_end(viewer: Viewer, interest: Interest) -> bool:
    """Whether the viewer may note that the interest is over."""
    return queries.entrusted(viewer).filter(pk=interest.pk).exists()


def verifiers(case: Case) -> list[Account]:
    """Who can check that a measure was carried out: officers of the register whom the case does not concern."""
    return sorted(officers({bytes(tag) for tag in case.tags.values_list("tag", flat=True)}), key=str)


def _owe(opened: Opened, kind: str, unit: Unit, owner: Person | None, verifier: Person) -> Action:
    words: Mapping[str, object] = {"control": CONTROLS[kind], "number": opened.interest.number}
    with translation.override("id"):  # it is kept as it is written now, whatever language the person reads
        title = _("%(control)s (pengendalian %(number)s)") % words
    try:
        return actions.open_action(
            title=title,
            unit=unit,
            owner=owner,
            verifier=verifier,
            viewer=opened.viewer,
            provision=WITHIN,
            source=opened.interest.ref,
        )
    except actions.Refused as refusal:
        raise cases.Refused("guard", str(refusal)) from refusal


def _owe_substitution(opened: Opened, person: Person, note: str) -> None:
    checking = [account.person for account in verifiers(opened.case) if account.person and account.person_id != person.pk]
    if not checking:
        raise cases.Refused("guard", _("Belum ada petugas pengelola konflik kepentingan yang dapat memeriksa pengalihan ini."))
    with translation.override("id"):
        title = _("Gantikan sementara dalam satu keputusan (%(number)s)") % {"number": opened.interest.number}
    try:
        actions.open_action(
            title=title,
            description=note,
            unit=_deciding_unit(opened),
            owner=person,
            verifier=checking[0],
            viewer=opened.viewer,
            provision=WITHIN,
            source=opened.case.ref,
        )
    except actions.Refused as refusal:
        raise cases.Refused("guard", str(refusal)) from refusal


def _deciding_unit(opened: Opened) -> Unit:
    """The unit from which the decision comes: what the decider heads nearest to whoever declared it, else where they work."""
    decider = opened.viewer.person
    heads = organisation.headed_by(decider) if decider else []
    above: Iterable[Unit] = organisation.unit_path(opened.interest.unit) if opened.interest.unit else []
    for unit in reversed(list(above)):
        if unit in heads:
            return unit
    found = unit_of(decider) if decider else None
    if found is None:
        raise cases.Refused("unfit")
    return found


def _end_interim(interest: Interest) -> None:
    today = clock.today()
    for held in interest.interims.filter(until__isnull=True):
        held.until = max(today, held.since)
        held.save(update_fields=["until"])
