"""Whoever must not see a case finds no trace of it: in no list, count, search, notice, export, thread or address."""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from amanah.engines.cases import queries, registry, services, telling
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access import services as access
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import queries as notices
from amanah.foundation.organisation import services as organisation
from amanah.foundation.threads import queries as threads
from amanah.foundation.threads import services as ties
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from tests.conformance.conftest import Cast
from tests.snapshot import once

pytestmark = pytest.mark.django_db

KINDS = list(registry.kinds())
HIDING = [kind for kind in KINDS if kind.superiors_excluded]
"""Of the others superiors may know."""
NEVER = "ZZ-99-ZZZZZZ"
SAMPLES = {"number": None, "form": "csv", "move": "take", "tab": "timeline", "kind": "note"}
"""What stands for an address's parts; addresses with other parts name no case by number."""
UNSETTLING = ("logout", "language", "account", "static", "exit")
"""Addresses that would end the visit, or belong to one's own account."""


def addresses(number):
    """Every address of the desk that can be asked for, with the case's number where one belongs."""

    def walk(patterns, prefix):
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if hasattr(entry, "url_patterns"):
                yield from walk(entry.url_patterns, route)
            else:
                yield route, set(entry.pattern.converters)

    for route, parts in walk(get_resolver("amanah.config.urls_desk").url_patterns, ""):
        if "desk/" not in route or any(word in route for word in UNSETTLING) or not parts <= SAMPLES.keys() or route.startswith("^"):
            continue
        filled = route
        for part in parts:
            for converter in ("str", "slug"):
                filled = filled.replace(f"<{converter}:{part}>", SAMPLES[part] or number)
        if "<" not in filled:
            yield "/" + filled


def room(kind, number=NEVER):
    """Where the pages of the kind's own room are."""
    return reverse(kind.url_name, args=[number]).split("/")[2]


def hide(people, kind):
    """A case about Hadi. Hadi, Gilang above him, the minister, Nadia appointed over him later: all hold a role that would open it."""
    scene, role = Cast(people, kind).hired(), min(kind.overseers)
    for name in ("gilang", "hadi", "kartika"):
        access.grant_role(people.accounts[name], role, people.units.root)
    if "nadia" in people.accounts:
        access.grant_role(people.accounts["nadia"], role, people.units.root)
    else:
        people.add("nadia", "Nadia Putri", people.units.inspectorate, "Auditor", roles=(role,))
    return scene.open(tags=scene.about("hadi"))


def appoint(people):
    """Nadia, told of what there is, then takes up the post above Hadi."""
    telling.announce()
    told = notices.unread(people.viewer("nadia"))
    post = organisation.create_post(people.units.k3_testing, "Kepala subdirektorat", is_head=True, actor="system")
    organisation.assign_post(people.persons["nadia"], post, since=clock.today(), actor="system")
    return told


def hidden_in(people, kinds):
    """The people and a case of each of these kinds."""
    cases = [hide(people, kind) for kind in kinds]
    assert appoint(people) == len(kinds)
    return people, cases


@pytest.fixture(params=HIDING, ids=lambda kind: kind.key)
def hidden(request, people):
    """A case of one kind."""
    kind = request.param
    people, (case,) = once(("hidden", kind.key), lambda: hidden_in(people, [kind]))
    return Cast(people, kind), case


@pytest.fixture
def all_hidden(people):
    """A case of every kind that hides from superiors, in one house: (people, cases)."""
    return once(("hidden", "all"), lambda: hidden_in(people, HIDING))


STRANGERS = ("hadi", "gilang", "kartika", "nadia", "citra")
VISITING = ("hadi", "gilang", "nadia", "citra")
"""One for each way of being shut out: the minister is shut out as Gilang is."""


@pytest.mark.parametrize("name", STRANGERS)
def test_nothing_in_any_query(hidden, name):
    people, case = hidden
    viewer = people.people.viewer(name)
    kind, day = case.kind, case.opened_on
    assert not queries.visible(viewer).exists()
    assert queries.find(viewer, case.number) is None
    assert queries.listing(viewer).rows == []
    assert queries.worklist(viewer).groups == []
    assert queries.search(viewer, case.number).rows == []
    assert queries.timeline(viewer, case) == []
    figures = queries.statistics(viewer, kind, since=day, until=day)
    assert (figures.opened, figures.closed, figures.open_now) == (0, 0, 0)
    assert not any(counted.count for counted in (*figures.states, *figures.topics, *figures.outcomes))
    assert not any(kept.met or kept.missed or kept.running for kept in figures.clocks)
    assert (notices.unread(viewer), notices.listing(viewer).notices) == (0, [])
    assert not visibility.may_see(viewer, case.ref)


def test_who_counts_without_seeing_does_not_count_their_own(hidden):
    people, case = hidden
    access.grant_role(people.people.accounts["hadi"], "cases.statistics", people.people.units.root)
    figures = queries.statistics(people.people.viewer("hadi"), case.kind, since=case.opened_on, until=case.opened_on)
    assert figures.opened == 0


@pytest.mark.parametrize("name", VISITING)
def test_nothing_on_any_page_and_no_address_answers_for_it(all_hidden, desk, name):
    people, cases = all_hidden
    people.sign_in(desk, name)
    nowhere = [(address, desk.get(address)) for address in addresses(NEVER)]
    assert len(nowhere) > 20
    rooms = {room(kind) for kind in KINDS}
    for address, expected in nowhere:
        if NEVER not in address:
            body = b"".join(expected.streaming_content) if expected.streaming else expected.content
            for case in cases:
                assert case.number.encode() not in body, address
                assert str(case.pk).encode() not in body, address
    for case in cases:
        elsewhere = rooms - {room(case.declared)}
        for address, expected in nowhere:
            if NEVER in address and address.split("/")[2] not in elsewhere:
                response = desk.get(there := address.replace(NEVER, case.number))
                assert response.status_code == expected.status_code != 200, there
                assert response.content.replace(case.number.encode(), b"") == expected.content.replace(NEVER.encode(), b""), there


@pytest.mark.parametrize("name", STRANGERS)
def test_no_verb_works_for_them(hidden, name):
    people, case = hidden
    viewer, account = people.people.viewer(name), people.people.accounts[name]
    verbs = [lambda move=move: services.move(case, move.key, viewer=viewer) for move in case.declared.moves]
    verbs += [
        lambda: services.assign(case, people.people.citra, viewer=viewer),
        lambda: services.recuse(case, viewer=viewer),
        lambda: services.tag_subject(case, [], viewer=viewer),
        lambda: services.add_entry(case, next(iter(case.declared.channels)), "message/1", author=viewer),
        lambda: services.extend_clock(case, case.declared.clocks[0].key, days=1, reason="other", viewer=viewer),
    ]
    for verb in verbs:
        with pytest.raises(Refused) as refusal, transaction.atomic():
            verb()
        assert refusal.value.code == "not_found"
    if name == "citra" and case.declared.by_appointment:
        return  # whom nothing else excludes may be appointed, without any role
    with pytest.raises(Refused) as refusal:
        services.assign(case, account, viewer=people.assigner(case.route))
    assert refusal.value.code in {"excluded", "unfit"}


def test_no_thread_leads_to_it(hidden):
    people, case = hidden
    open_to_all = "open:1"
    visibility.register("open", lambda _viewer, refs: set(refs), lambda _viewer, _refs: [])
    try:
        ties.link(case.ref, "arose_from", open_to_all, actor="system")
        assert case.ref in threads.walk_for(people.assigner(case.route), open_to_all).distance
        for name in STRANGERS:
            walked = threads.walk_for(people.people.viewer(name), open_to_all)
            assert (set(walked.distance), walked.ties) == ({open_to_all}, [])
    finally:
        visibility._sieves.pop("open")
        visibility._describers.pop("open")


def test_a_handler_who_answers_for_a_subject_named_later_is_let_go(hidden):
    people, case = hidden
    role = min(case.declared.may_handle(case.route))
    handler = people.people.accounts[people.by_role[role]]
    services.assign(case, handler, viewer=people.assigner(case.route))
    above = organisation.create_post(people.people.units.secretariat, "Sekretaris jenderal", is_head=True, actor="system")
    organisation.assign_post(people.people.persons[handler.username], above, since=clock.today(), actor="system")
    assert services.recheck_exclusions() == 0
    services.tag_subject(case, people.about("eko"), viewer="system")
    assert not case.assignments.filter(account=handler, until__isnull=True).exists()
    viewer = Viewer.of(handler)
    assert not queries.may_see(viewer, case.pk)
    assert notices.listing(viewer).notices == []
