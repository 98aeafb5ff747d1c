"""A sheet out of the database as plain values, and how its questions are dealt out over pages."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.instruments import answering
from amanah.engines.instruments.definition import Instrument, Part, Question
from amanah.engines.instruments.events import ref_of_answer
from amanah.engines.instruments.filled import COLUMNS, Filled, Said, Shown
from amanah.engines.instruments.models import Answer, Sheet
from amanah.engines.proofs import queries as proofs
from amanah.foundation.access.viewer import Viewer


def filled(viewer: Viewer, sheet: Sheet) -> Filled:
    """The sheet with all it says and all that proves it; three queries."""
    return Filled(sheet.definition, sheet.period_from, sheet.period_to, columns(sheet.answers.all()), shown(viewer, sheet))


def columns(answers: Iterable[Answer]) -> dict[str, dict[str, Said]]:
    """Column → question → what it says."""
    found: dict[str, dict[str, Said]] = {}
    for one in answers:
        found.setdefault(one.column, {})[one.question] = Said(None if one.value == "" else one.value, one.reason)
    return found


def shown(viewer: Viewer, sheet: Sheet) -> dict[str, tuple[Shown, ...]]:
    """Question → what proves it now; a proof that the viewer may not see counts with its days, without its name."""
    refs = {ref_of_answer(sheet.pk, question.key): question.key for question in sheet.definition.questions}
    seen = proofs.of(viewer, refs)
    found: dict[str, tuple[Shown, ...]] = {}
    for ref, every in proofs.dates_of(refs).items():
        known = [one.proof for one in seen.get(ref, ()) if one.proof.withdrawn_on is None]
        hidden = [one for one in every if one.withdrawn_on is None]
        for proof in known:
            same = next((one for one in hidden if (one.effective_from, one.ends_on) == (proof.effective_from, proof.ends_on)), None)
            if same is not None:
                hidden.remove(same)
        named = [Shown(proof.number, proof.title, proof.effective_from, proof.ends_on) for proof in known]
        found[refs[ref]] = (*named, *(Shown("", _("bukti yang tidak dapat Anda buka"), one.effective_from, one.ends_on) for one in hidden))
    return found


def latest(sheet: Filled) -> str:
    """The last column that says anything; the first where none does."""
    return next((column for column in reversed(COLUMNS) if sheet.answers(column)), COLUMNS[0])


def pages(instrument: Instrument) -> list[Part]:
    """The parts that have a page of their own, in official order: whatever holds parts with questions, or questions at the top."""
    found: dict[str, Part] = {}
    for question in instrument.questions:
        part = page_of(instrument, question.key)
        found.setdefault(part.key, part)
    return list(found.values())


def page_of(instrument: Instrument, question: str) -> Part:
    """The part on whose page a question stands: the one above its own, unless that also holds parts that have a page themselves."""
    leaf = instrument.leaves[question]
    above = instrument.every_part.get(leaf.key.rpartition(".")[0])
    return above if above is not None and all(one.questions for one in above.parts) else leaf


def path(instrument: Instrument, part: str) -> list[Part]:
    """The part with those above it, from the top."""
    names = part.split(".")
    keys = [".".join(names[:n]) for n in range(1, len(names) + 1)]
    return [instrument.every_part[key] for key in keys if key in instrument.every_part]


def written(question: Question, answer: object) -> str:
    """An answer as the page shows it, with the decimal sign of its language."""
    text = answering.titled(question, answer)
    return text.replace(".", ",") if question.scale is None and (get_language() or "id") == "id" else text


def by_name(instrument: Instrument, answer: object) -> list[tuple[str, Decimal]]:
    """The counts behind an answer, with what they are called."""
    if not isinstance(answer, Mapping):
        return []
    return [(answering.count_title(instrument, name), Decimal(str(number))) for name, number in answer.items()]
