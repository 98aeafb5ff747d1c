"""Standards in several editions: every requirement is written once and says where it stands in which edition.

A folder beside the data files holds one file for each edition (its clauses, its terms) and a folder `requirements` that all of them read.
Here an edition is put together into the form that every other instrument has; what the editions are to each other becomes its links.
"""

import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

SHARED: Final = "requirements"
_POINT: Final = 1
"""What every requirement weighs: a standard knows no points, a requirement is met or it is not."""
_BOTH: Final = ("id", "en")


def beside(path: Path) -> list[Path]:
    """The files with the requirements that this edition shares, in the order of their names; none for an instrument in one file."""
    return sorted((path.parent / SHARED).glob("*.toml"))


def editions_in(folder: Path) -> list[Path]:
    """The files of all editions of standards below this folder, in the order of their names."""
    return sorted(path for path in folder.glob("*/*.toml") if (path.parent / SHARED).is_dir())


def unfolded(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The edition as parts, questions and links; anything that is no edition of a standard as it is.

    Raises KeyError or ValueError for what does not fit together.
    """
    if "clauses" not in raw:
        return raw
    view, terms = raw["view"], raw.get("terms", {})
    standing: dict[str, list[dict[str, Any]]] = {}
    for one in raw["requirements"]:
        key = place(one, view)
        if key:
            standing.setdefault(clause_of(key), []).append(_question(one, key, raw, terms))
    known = {clause["number"] for clause in raw["clauses"]}
    stray = set(standing) - known
    if stray:
        raise ValueError(f"requirements of {', '.join(sorted(stray))}, which is no clause of {raw['id']}")
    parts = [_part(clause, raw["clauses"], standing) for clause in raw["clauses"] if "." not in clause["number"]]
    return {**raw, "parts": parts, "links": [*raw.get("links", ()), *_links(raw)], "documents": list(_documents(raw))}


def place(requirement: Mapping[str, Any], view: str) -> str:
    """The key under which it stands in this edition, "" where it does not."""
    at = requirement["at"]
    return str(at) if isinstance(at, str) else str(at.get(view, ""))


def clause_of(key: str) -> str:
    """The clause of a requirement's key: "7.2.2.1-a" stands in 7.2.2.1."""
    return key.rpartition("-")[0]


def _documents(raw: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The documents that this edition is first asked for, with its own clauses."""
    for one in raw.get("documents", ()):
        clauses = one["at"] if isinstance(one["at"], list) else one["at"].get(raw["view"], ())
        if clauses:
            yield {**one, "clauses": clauses}


def _part(clause: Mapping[str, Any], every: Iterable[Mapping[str, Any]], standing: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    number = clause["number"]
    made: dict[str, Any] = {
        "key": number.rpartition(".")[2],
        "title": clause["title"],
        "mark": clause.get("mark", "verified"),
        "note": clause.get("note", ""),
    }
    below = [_part(one, every, standing) for one in every if one["number"].rpartition(".")[0] == number]
    if below:
        made["parts"] = below
        made["weight"] = sum(part["weight"] for part in below)
    else:
        made["questions"] = standing.get(number, [])
        made["weight"] = _POINT * len(made["questions"])
    return made


def _question(one: Mapping[str, Any], key: str, raw: Mapping[str, Any], terms: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    marks = {clause["number"]: clause.get("mark", "verified") for clause in raw["clauses"]}
    newest = _follows(raw)
    return {
        "name": key,
        "type": raw["answers"],
        "text": _termed(one["ask"], terms),
        "criteria": [_termed(one["text"], terms)],
        "evidence": [_termed(proof, terms) for proof in one["proof"]],
        "documented": one.get("documented", ""),
        "mark": "unverified" if newest and one.get("mark") == "unverified" else marks.get(clause_of(key), "verified"),
        "news": _news(one, raw) if newest else "",
        "note": one.get("note", "") if newest else "",
    }


def _follows(raw: Mapping[str, Any]) -> bool:
    """Whether there is an edition before this one, so that something in it can be new."""
    return bool(raw.get("before"))


def _news(one: Mapping[str, Any], raw: Mapping[str, Any]) -> str:
    if one.get("news"):
        return str(one["news"])
    then, now = place(one, raw["before"]["view"]), place(one, raw["view"])
    return "" if clause_of(then) == clause_of(now) else "moved"


def _links(raw: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """What each requirement of this edition is to those of the edition before."""
    if not _follows(raw):
        return
    name, view = raw["before"]["id"], raw["before"]["view"]
    for one in raw["requirements"]:
        here, there = place(one, raw["view"]), place(one, view)
        if here and there:
            yield {"question": here, "to": f"{name}:{there}", "relation": "equal"}
        for link in one.get("links", ()) if here else ():
            yield {"question": here, "to": f"{name}:{link['to']}", "relation": link["relation"]}


def _termed(text: Mapping[str, str], terms: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The text with what this edition calls things, a capital where a sentence begins with it. Raises KeyError for a term there is not."""
    made = {}
    for language in _BOTH:
        words = {name: term[language] for name, term in terms.items()}
        said = string.Formatter().vformat(text[language], (), words)
        made[language] = said[:1].upper() + said[1:]
    return made
