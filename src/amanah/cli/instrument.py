"""`amanah instrument`: questionnaires that score themselves, for people and for programs."""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from amanah.cli import say
from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.mapping import mapped
from amanah.engines.instruments.reading import InstrumentError, instruments
from amanah.engines.instruments.scoring import AnswerError, Met, Score, Scored, gains, rounded, score
from amanah.rulebook.rules import Text

CALLED_WRONGLY = 2
LIFTS = 10
"""How many of the largest possible gains are shown."""


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah instrument list | show ID | score ID --answers FILE`."""
    verb = verbs.add_parser("instrument", help="scored questionnaires: list, show, score")
    sub = verb.add_subparsers(metavar="list|show|score", required=True)
    listing = sub.add_parser("list", help="every instrument")
    showing = sub.add_parser("show", help="one instrument: its questions in official order")
    scoring = sub.add_parser("score", help="score a sheet, complete or partial")
    for part in (showing, scoring):
        part.add_argument("id", metavar="ID", help="for example integrity-zone")
    scoring.add_argument(
        "--answers", type=Path, required=True, metavar="FILE", help='JSON: {"question": "A", "other": 85, "third": {"count": 3}}'
    )
    for part, run in ((listing, _list), (showing, _show), (scoring, _score)):
        part.add_argument("--json", action="store_true", help="for a program")
        part.set_defaults(run=_answering(run))


def _answering(run: Any) -> Any:
    def answer(arguments: argparse.Namespace) -> int:
        try:
            run(arguments)
        except (InstrumentError, AnswerError) as error:
            raise say.Refusal(str(error), CALLED_WRONGLY) from error
        return say.DONE

    return answer


def _list(arguments: argparse.Namespace) -> None:
    every = instruments().values()
    if arguments.json:
        say.as_json([_head(one) for one in every])
        return
    for one in every:
        say.line(f"{one.id:20} {len(one.questions):4} questions  {one.title.id} ({one.edition}; {one.status})")


def _show(arguments: argparse.Namespace) -> None:
    one = _instrument(arguments.id)
    if arguments.json:
        say.as_json(
            {**_head(one), "note": _both(one.note), "source": one.source, "questions": [_question(one, each) for each in one.questions]}
        )
        return
    say.line(f"{one.title.id} – {one.edition} ({one.status})\n{one.note.id}\n")
    for each in one.questions:
        say.line(f"{each.key:28} {each.type:11} {rounded(one.weights[each.key]):>6}  {each.text.id}")


def _score(arguments: argparse.Namespace) -> None:
    sheet = score(_instrument(arguments.id), _answers(arguments.answers))
    if arguments.json:
        say.as_json(_scored(sheet))
        return
    for top in sheet.parts:
        for part in top.walk():
            depth = part.part.key.count(".")
            say.line(f"{'  ' * depth}{part.part.title.id:{60 - 2 * depth}} {rounded(part.points):>7} / {part.most}")
    say.line(f"\nTotal {sheet.total} / {sheet.most}  {sheet.grade}")
    for predicate in sheet.instrument.predicates:
        missing = [one.title for one in sheet.met(predicate) if not one.held]
        say.line(f"{predicate.key}: " + ("met" if not missing else "not met: " + ", ".join(missing)))


def _instrument(name: str) -> Instrument:
    try:
        return instruments()[name]
    except KeyError:
        raise say.Refusal(f"there is no instrument {name}; `amanah instrument list` has them", CALLED_WRONGLY) from None


def _answers(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise say.Refusal(f"{path.name}: {error}", CALLED_WRONGLY) from error
    if not isinstance(found, dict):
        raise say.Refusal(f"{path.name}: an object of question and answer is wanted", CALLED_WRONGLY)
    return found


def _head(one: Instrument) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title.id,
        "title_en": one.title.en,
        "edition": one.edition,
        "questions": len(one.questions),
        "status": one.status,
    }


def _question(one: Instrument, each: Question) -> dict[str, Any]:
    described: dict[str, Any] = {
        "key": each.key,
        "type": each.type,
        "weight": float(round(one.weights[each.key], 6)),
        "text": each.text.id,
        "text_en": each.text.en,
    }
    if each.scale:
        described["answers"] = {answer: float(value) for answer, value in each.scale.values.items()}
        if each.scale.apart:
            described["apart"] = list(each.scale.apart)
    else:
        described["highest"] = float(each.highest)
    if each.formula:
        described["counts"] = list(each.formula.counts)
    if each.criteria:
        described["criteria"] = [_both(one) for one in each.criteria]
    if each.evidence:
        described["evidence"] = [_both(one) for one in each.evidence]
    described |= {name: said for name, said in (("documented", each.documented), ("mark", each.mark), ("news", each.news)) if said}
    if each.note.id:
        described["note"] = _both(each.note)
    links = [{"to": link.to, "relation": link.relation, "mark": link.mark} for link in mapped(one.id, each.key)]
    if links:
        described["links"] = links
    return described


def _scored(sheet: Score) -> dict[str, Any]:
    return {
        "id": sheet.instrument.id,
        "edition": sheet.instrument.edition,
        "sha256": sheet.instrument.sha256,
        "total": float(sheet.total),
        "most": float(sheet.most),
        "grade": sheet.grade,
        "answered": sum(one.said for one in sheet.answers()),
        "questions": len(sheet.instrument.questions),
        "parts": [_part(part) for part in sheet.parts],
        "predicates": [
            {
                "key": one.key,
                "met": all(each.held for each in sheet.met(one)),
                "before": one.before,
                "conditions": [_met(each) for each in sheet.met(one)],
            }
            for one in sheet.instrument.predicates
        ],
        "lifts": [{"key": one.question.key, "points": float(rounded(more))} for one, more in gains(sheet)[:LIFTS]],
    }


def _part(part: Scored) -> dict[str, Any]:
    return {
        "key": part.part.key,
        "title": part.part.title.id,
        "points": float(rounded(part.points)),
        "weight": float(part.part.weight),
        "parts": [_part(one) for one in part.parts],
        "answers": [
            {
                "key": one.question.key,
                "answer": one.answer,
                "value": None if one.value is None else float(one.value),
                "points": float(round(one.points, 6)),
            }
            for one in part.answers
        ],
    }


def _met(one: Met) -> dict[str, Any]:
    return {"title": one.title, "reached": float(rounded(one.reached)), "wanted": float(one.wanted), "unit": one.unit, "met": one.held}


def _both(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}
