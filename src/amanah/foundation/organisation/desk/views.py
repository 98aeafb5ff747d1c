"""Looking at the organisation: the tree, a unit, people."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.organisation import queries
from amanah.foundation.organisation.desk.forms import SearchForm
from amanah.foundation.organisation.desk.guard import StaffRequest, administrators
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.foundation.organisation.roles import ROLE
from amanah.kernel import clock

CHILDREN = 200
FOUND = 50
PAGE = 50


@administrators
@require_safe
def units(request: StaffRequest) -> HttpResponse:
    """The top of the tree, or what a search found."""
    words = request.GET.get("q", "").strip()
    if words:
        found = queries.search_units(words, FOUND)
        above = queries.path_names(found)
        rows = [{"unit": unit, "above": " › ".join(above[unit.pk])} for unit in found]
        return render(request, "organisation/search.html", {"form": SearchForm(request.GET), "rows": rows, "words": words, "most": FOUND})
    root = queries.root()
    if root is None:
        raise Http404
    return _unit_page(request, root)


@administrators
@require_safe
def unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """One unit: what is below it, its posts and who holds them, its history."""
    return _unit_page(request, get_object_or_404(Unit, pk=unit_id))


def _unit_page(request: StaffRequest, shown: Unit) -> HttpResponse:
    day = clock.today()
    children = list(
        shown.children.filter(held_on(day))
        .annotate(below=Count("children", filter=held_on(day, "children__")))
        .order_by("name")[: CHILDREN + 1]
    )
    holdings = list(
        Holding.objects.filter(held_on(day), Q(post__unit=shown) | Q(post__unit__in=[child.pk for child in children], heads=True))
        .select_related("person", "post")
        .order_by("person__name")
    )
    heads = {holding.post.unit_id: holding for holding in holdings if holding.heads}
    held: dict[UUID, list[Holding]] = {}
    for holding in holdings:
        held.setdefault(holding.post_id, []).append(holding)
    posts = shown.posts.filter(until__isnull=True).order_by("-is_head", "title")
    return render(
        request,
        "organisation/unit.html",
        {
            "unit": shown,
            "crumbs": crumbs(shown),
            "children": [{"unit": child, "head": heads.get(child.pk)} for child in children[:CHILDREN]],
            "more_children": len(children) > CHILDREN,
            "posts": [{"post": post, "holdings": held.get(post.pk, [])} for post in posts],
            "versions": shown.versions.select_related("parent").order_by("-since", "-id"),
            "search": SearchForm(),
            "may_edit": request.viewer.has(ROLE, shown) and shown.until is None,
        },
    )


def crumbs(shown: Unit) -> list[dict[str, str]]:
    """The way from the root to this unit."""
    path = queries.unit_path(shown)
    return [{"title": step.name, "url": "" if step.pk == shown.pk else reverse("organisation:unit", args=[step.pk])} for step in path]


@administrators
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """Everybody by name, or those whom a search found, with their present posts."""
    words = request.GET.get("q", "").strip()
    after = _person_at(request.GET.get("after", ""))
    everybody = Person.objects.order_by("name", "pk")
    if after is not None:
        everybody = everybody.filter(Q(name__gt=after.name) | Q(name=after.name, pk__gt=after.pk))
    found = queries.search_people(words, PAGE) if words else list(everybody[: PAGE + 1])
    shown = found[:PAGE]
    day = clock.today()
    posts: dict[UUID, list[Holding]] = {}
    for holding in Holding.objects.filter(held_on(day), person__in=[person.pk for person in shown]).select_related("post__unit"):
        posts.setdefault(holding.person_id, []).append(holding)
    form = SearchForm(request.GET)
    form.fields["q"].label = _("Cari orang")
    return render(
        request,
        "organisation/people.html",
        {
            "form": form,
            "words": words,
            "rows": [{"person": person, "holdings": posts.get(person.pk, [])} for person in shown],
            "next_after": shown[-1].pk if len(found) > PAGE else "",
            "first": after is None,
        },
    )


def _person_at(cursor: str) -> Person | None:
    try:
        return Person.objects.filter(pk=UUID(cursor)).first()
    except ValueError:
        return None


@administrators
@require_safe
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """One person and every post that they hold or held."""
    shown = get_object_or_404(Person, pk=person_id)
    day = clock.today()
    holdings = shown.holdings.select_related("post__unit").order_by("-since", "-id")
    rows = [{"holding": holding, "present": holding.holds_on(day)} for holding in holdings]
    return render(request, "organisation/person.html", {"person": shown, "rows": rows})
