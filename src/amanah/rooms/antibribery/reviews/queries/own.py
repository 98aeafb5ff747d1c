"""What the scope's own records say to an input: earlier decisions, parties, the function's reports, the review by top management."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.contributions import Told
from amanah.rooms.antibribery import addresses as rooms
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.reviews import addresses, declare
from amanah.rooms.antibribery.reviews.models import Review
from amanah.rooms.antibribery.reviews.queries.outcome import Outcome, outcomes

_Section: TypeAlias = tuple[str, tuple[Told, ...]]
EARLIER: Final = 5
"""So many reviews back open decisions are looked for."""


def previous(review: Review) -> Iterator[_Section]:
    """What became of the decisions of the last review, and what older ones left open."""
    kinds = [review.kind] if review.kind == declare.GOVERNING else [declare.TOP, declare.WHOLE]
    before = Review.objects.filter(scope_id=review.scope_id, kind__in=kinds, state__in=declare.TOLD).exclude(pk=review.pk)
    found = list(before.order_by("-held_on", "-pk")[:EARLIER])
    if not found:
        return
    told = outcomes(found)
    last = [one for one in told if one.decision.review_id == found[0].pk]
    closed = sum(one.closed for one in last)
    counted = Told(
        _("Keputusan yang selesai"),
        _("%(closed)d dari %(all)d; %(late)d melewati tenggat")
        % {"closed": closed, "all": len(last), "late": sum(one.late for one in last)},
        addresses.of_review(found[0].number),
    )
    title = _("Tinjauan %(number)s") % {"number": found[0].number}
    yield title, (counted, *(_told(one) for one in last))
    older = [one for one in told if one.decision.review_id != found[0].pk and not one.closed]
    yield _("Masih terbuka dari tinjauan yang lebih lama"), tuple(_told(one) for one in older)


def management(review: Review) -> Iterator[_Section]:
    """The latest review by top management whose minutes were approved: what it concluded and decided."""
    basis = review.basis or latest_of_management(review)
    if basis is None:
        return
    url = addresses.of_review(basis.number)
    lines = [Told(declare.JUDGED[key], declare.VERDICTS[getattr(basis, key)]) for key in declare.JUDGED if getattr(basis, key)]
    lines.append(Told(_("Kesimpulan"), basis.conclusion, url, basis.held_on))
    lines += [_told(one) for one in outcomes([basis])]
    yield _("Tinjauan %(number)s") % {"number": basis.number}, tuple(lines)


def latest_of_management(review: Review) -> Review | None:
    """The one that the governing body is told of; None while there is none."""
    found = Review.objects.filter(scope_id=review.scope_id, kind=declare.TOP, state__in=declare.TOLD)
    return found.order_by("-held_on", "-pk").first()


def parties(review: Review) -> Iterator[_Section]:
    """Interested parties that came or went in the period, and how many there are."""
    items = review.scope.items.filter(sort=scopes.PARTY)
    standing = items.filter(since__lte=review.period_to).filter(Q(until__isnull=True) | Q(until__gt=review.period_to)).count()
    period = (review.period_from, review.period_to)
    changed = list(items.filter(Q(since__range=period) | Q(until__range=period)).order_by("since", "pk"))
    if not standing and not changed:
        return
    lines = [Told(_("Pihak berkepentingan yang tercatat"), str(standing))]
    for item in changed:
        gone = item.until is not None and item.until <= review.period_to
        lines.append(Told(item.title, _("berakhir") if gone else item.words or _("baru"), day=item.until if gone else item.since))
    yield _("Para pihak berkepentingan"), tuple(lines)


def function(review: Review) -> Iterator[_Section]:
    """What the function reported of the period: its judgement in its own words."""
    scope = review.scope
    found = scope.reports.filter(issued_on__isnull=False, period_to__range=(review.period_from, review.period_to))
    for report in found.order_by("-period_to")[:EARLIER]:
        url = rooms.of_report(scope.number, report.number)
        said = (
            (_("Apakah sistem memadai?"), report.adequate),
            (_("Apakah sistem berjalan?"), report.working),
            (_("Yang dikerjakan FKAP"), report.done),
            (_("Yang perlu diputuskan"), report.asks),
        )
        yield (
            _("Laporan FKAP %(number)s") % {"number": report.number},
            tuple(Told(title, text, url, report.issued_on) for title, text in said if text),
        )


def _told(one: Outcome) -> Told:
    state = one.action.stands.title
    text = _("%(state)s; %(owner)s, tenggat %(due)s") % {"state": state, "owner": one.owner, "due": date_format(one.action.due_on, "j F Y")}
    return Told(one.decision.text, text + (" · " + _("terlambat") if one.late else ""), one.url, one.decision.day)


OWN: Final[Mapping[str, Callable[[Review], Iterator[_Section]]]] = {
    "previous": previous,
    "management": management,
    "parties": parties,
    "function": function,
}
