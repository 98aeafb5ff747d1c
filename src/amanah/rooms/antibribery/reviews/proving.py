"""What of this part proves clause 9.3: offered to whoever lays out evidence by clause."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import proving
from amanah.rooms.antibribery.requirements.proving import File, Record
from amanah.rooms.antibribery.reviews import addresses, declare, papers
from amanah.rooms.antibribery.reviews.models import Paper, Review
from amanah.ui.templatetags.amanah_ui import shortdate

MOST = 50


def offer() -> None:
    """Called once, when the part is installed. Each kind by itself: the same number stands for another body in the other edition."""
    for kind, clauses in declare.CLAUSES.items():
        proving.register(f"reviews_{kind}", clauses, partial(records, kind), order=80)


def records(kind: str, _viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """The reviews of a scope that were held, each with its pack and its minutes: two queries. Nothing in them is of one reader's eyes."""
    found = scope.reviews.filter(kind=kind, held_on__isnull=False).select_related("chair", "scope__unit")
    found = found.prefetch_related("papers__actor__person")
    for one in found.order_by("-held_on", "-pk")[:MOST]:
        facts = (
            (_("Masa yang ditinjau"), f"{shortdate(one.period_from)} – {shortdate(one.period_to)}"),
            (_("Diadakan"), shortdate(one.held_on)),
            (_("Ketua"), one.chair.name),
        )
        yield Record(
            one.ref,
            declare.KINDS[one.kind],
            f"{one.number} {one.scope.title}",
            one.stands.title,
            one.held_on,
            one.stands.tone,
            addresses.of_review(one.number),
            facts,
            tuple(_file(one, paper) for paper in one.papers.all()),
        )


def _file(review: Review, paper: Paper) -> File:
    return File(f"{review.number}-{papers.name_of(paper.sort)}.pdf", _pieces(review, paper))


def _pieces(review: Review, paper: Paper) -> Callable[[str], Iterator[bytes]]:
    def pieces(_actor: str) -> Iterator[bytes]:
        yield pdf_bytes(papers.TEMPLATE, papers.printed(review, paper))

    return pieces
