"""Working papers: what is to be tested, on what, with which result, and that somebody else looked at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from amanah.engines.engagements import declare
from amanah.engines.engagements.criteria import within
from amanah.engines.engagements.declare import TEAM
from amanah.engines.engagements.models import TITLE, WORDS, Engagement, Paper
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services.stepping import hold, need_state, need_team, worded, write_step
from amanah.engines.risks.controls import sampling
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock

_LABEL = 120


@dataclass(frozen=True)
class Procedure:
    """What is to be tested, and how; `about` says of what the population consists, if anything is sampled."""

    title: str
    tested: str
    criteria: Sequence[str] = field(default_factory=tuple)
    about: str = ""


@transaction.atomic
def add_papers(engagement: Engagement, procedures: Sequence[Procedure], *, viewer: Viewer) -> list[Paper]:
    """Write down what is to be tested, one paper for each procedure; one step for all.

    Raises:
        Refused: "not_found", "side", "state", "excluded", "words", "criteria" (none of the engagement's), or NotIndependent.
    """
    person = _work(engagement, viewer, declare.BEFORE_REPORT)
    if not procedures:
        raise Refused("words")
    last = engagement.papers.aggregate(last=Max("seq"))["last"] or 0
    made = []
    for seq, procedure in enumerate(procedures, start=last + 1):
        criteria = list(dict.fromkeys(procedure.criteria))
        if not all(within(one, engagement.criteria) for one in criteria):
            raise Refused("criteria")
        paper_id = uuid4()
        made.append(
            Paper(
                id=paper_id,
                ref=f"paper:{paper_id}",
                engagement=engagement,
                seq=seq,
                title=worded(procedure.title)[:TITLE],
                tested=worded(procedure.tested)[:WORDS],
                criteria=criteria,
                about=procedure.about.strip()[:WORDS],
                author=person,
            )
        )
    Paper.objects.bulk_create(made)
    about = made[0].index if len(made) == 1 else f"{made[0].index} – {made[-1].index}"
    facts = {"papers": {paper.index: canonical.digest([paper.title, paper.tested, paper.criteria]).hex() for paper in made}}
    write_step(engagement, "paper_added", viewer, about=about, inner=True, facts=facts)
    return made


@transaction.atomic
def draw_sample(
    paper: Paper, about: str, size: int, not_sampled: str, *, viewer: Viewer, items: Sequence[str] = (), population: int = 0
) -> Paper:
    """Fix the population and draw from it; what is drawn cannot be drawn again.

    Args:
        paper: a paper without a sample.
        about: of what the population consists: which records, of which period, from where.
        size: how many are looked at; all, where the population is smaller.
        not_sampled: why the others are not looked at; needed where there are others.
        viewer: somebody of the team.
        items: a label for each item; without them `population` says how many there are, and they are called by number.
        population: their number.

    Raises:
        Refused: "not_found", "side", "state", "drawn", "excluded", "words", "population", "sample", "not_sampled", or NotIndependent.
    """
    engagement = paper.engagement
    _work(engagement, viewer, {"prepared", "fieldwork"})
    _hold_paper(paper, {"planned", "returned"})
    if paper.seed:
        raise Refused("drawn")
    labels = [item.strip()[:_LABEL] for item in items if item.strip()] or sampling.numbered(min(population, sampling.MOST_ITEMS + 1))
    if not 0 < len(labels) <= sampling.MOST_ITEMS:
        raise Refused("population")
    if not 0 < size <= sampling.MOST_SAMPLED:
        raise Refused("sample")
    if len(labels) > size and not not_sampled.strip():
        raise Refused("not_sampled")
    paper.about, paper.not_sampled = worded(about)[:WORDS], not_sampled.strip()[:WORDS]
    paper.items, paper.population, paper.digest = labels, len(labels), sampling.digest(labels)
    paper.seed = sampling.new_seed()
    paper.chosen = sampling.draw(labels, size, paper.seed)
    paper.save()
    facts = {"paper": paper.index, "items": paper.digest, "population": paper.population, "seed": paper.seed, "size": len(paper.chosen)}
    write_step(engagement, "paper_drawn", viewer, about=paper.index, text=paper.not_sampled, inner=True, facts=facts)
    return paper


@transaction.atomic
def write_result(paper: Paper, result: str, *, viewer: Viewer, outcomes: Mapping[int, tuple[str, str]] | None = None) -> Paper:
    """Say what came of it; whoever writes it is its author and never its reviewer.

    Args:
        paper: a paper that is planned or came back.
        result: what was seen and concluded.
        viewer: somebody of the team.
        outcomes: position of a sampled item → (one of `declare.OUTCOMES`, words); exactly the items of the sample.

    Raises:
        Refused: "not_found", "side", "state", "excluded", "words", "results", or NotIndependent.
    """
    engagement = paper.engagement
    person = _work(engagement, viewer, {"fieldwork"})
    _hold_paper(paper, {"planned", "returned"})
    given = outcomes or {}
    if set(given) != set(paper.chosen) or any(outcome not in declare.OUTCOMES for outcome, _note in given.values()):
        raise Refused("results")
    paper.results = [[position, outcome, note.strip()] for position, (outcome, note) in sorted(given.items())]
    paper.exceptions = sum(outcome == declare.EXCEPTION for _position, outcome, _note in paper.results)
    paper.result, paper.author, paper.written_on = worded(result)[:WORDS], person, clock.today()
    paper.state, paper.reviewer, paper.reviewed_on, paper.review = "done", None, None, ""
    paper.save()
    write_step(engagement, "paper_done", viewer, about=paper.index, inner=True, facts=_facts(paper))
    return paper


@transaction.atomic
def skip_paper(paper: Paper, why: str, *, viewer: Viewer) -> Paper:
    """Do not carry it out, with a reason that the report tells.

    Raises:
        Refused: "not_found", "side", "state", "excluded", "words", or NotIndependent.
    """
    engagement = paper.engagement
    _work(engagement, viewer, declare.BEFORE_REPORT)
    _hold_paper(paper, {"planned", "returned"})
    paper.state, paper.result = "skipped", worded(why)[:WORDS]
    paper.save()
    write_step(engagement, "paper_skipped", viewer, about=paper.index, text=paper.result, inner=True, facts=_facts(paper))
    return paper


@transaction.atomic
def review_paper(paper: Paper, words: str, *, viewer: Viewer) -> Paper:
    """Somebody else of the team finds it sound. Refused as `return_paper`."""
    return _review(paper, "reviewed", words, viewer)


@transaction.atomic
def return_paper(paper: Paper, words: str, *, viewer: Viewer) -> Paper:
    """Somebody else of the team says what is missing.

    Raises:
        Refused: "not_found", "side", "state", "own_paper", "excluded", "words", or NotIndependent.
    """
    return _review(paper, "returned", words, viewer)


def _review(paper: Paper, state: str, words: str, viewer: Viewer) -> Paper:
    engagement = paper.engagement
    person = _work(engagement, viewer, {"fieldwork"})
    _hold_paper(paper, {"done"})
    if person.pk == paper.author_id:
        raise Refused("own_paper")
    paper.state, paper.review, paper.reviewed_on = state, worded(words)[:WORDS], clock.today()
    paper.reviewer = person
    paper.save()
    write_step(engagement, f"paper_{state}", viewer, about=paper.index, text=paper.review, inner=True, facts=_facts(paper))
    return paper


def _work(engagement: Engagement, viewer: Viewer, states: frozenset[str] | set[str]) -> Person:
    sides = hold(engagement, viewer)
    person = need_team(engagement, viewer, sides, TEAM)
    need_state(engagement, states)
    return person


def _hold_paper(paper: Paper, states: set[str]) -> None:
    engagement = paper.engagement
    paper.refresh_from_db(from_queryset=Paper.objects.select_for_update(of=("self",)))
    paper.engagement = engagement
    if paper.state not in states:
        raise Refused("state")


def _facts(paper: Paper) -> dict[str, object]:
    told = [paper.results, paper.result, paper.review]
    return {"paper": paper.index, "state": paper.state, "exceptions": paper.exceptions, "result": canonical.digest(told).hex()}
