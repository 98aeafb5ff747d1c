"""Whoever must not see a case finds no trace of it: in no list, count, search, notice, export, thread or address."""

import pytest
from django.db import transaction
from django.urls import get_resolver

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

pytestmark = pytest.mark.django_db

KINDS = list(registry.kinds())
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


@pytest.fixture(params=KINDS, ids=lambda kind: kind.key)
def hidden(request, cast):
    """A case about Hadi. Hadi, Gilang above him, the minister, Nadia appointed over him later: all hold a role that would open it."""
    kind = request.param
    if not kind.superiors_excluded:
        pytest.skip("superiors may see this kind")
    scene = cast(kind)
    people, role = scene.people, min(kind.overseers)
    for name in ("gilang", "hadi", "kartika"):
        access.grant_role(people.accounts[name], role, people.units.root)
    people.add("nadia", "Nadia Putri", people.units.inspectorate, "Auditor", roles=(role,))
    case = scene.open(tags=scene.about("hadi"))
    telling.announce()
    assert notices.unread(people.viewer("nadia")) == 1
    post = organisation.create_post(people.units.k3_testing, "Kepala subdirektorat", is_head=True, actor="system")
    organisation.assign_post(people.persons["nadia"], post, since=clock.today(), actor="system")
    return scene, case


STRANGERS = ("hadi", "gilang", "kartika", "nadia", "citra")


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


@pytest.mark.parametrize("name", STRANGERS)
def test_nothing_on_any_page_and_no_address_answers_for_it(hidden, desk, name):
    people, case = hidden
    people.people.sign_in(desk, name)
    visited = 0
    for there, nowhere in zip(addresses(case.number), addresses(NEVER), strict=True):
        response = desk.get(there)
        visited += 1
        if there == nowhere:
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert case.number.encode() not in body, there
            assert str(case.pk).encode() not in body, there
        else:
            expected = desk.get(nowhere)
            assert response.status_code == expected.status_code != 200, there
            assert response.content.replace(case.number.encode(), b"") == expected.content.replace(NEVER.encode(), b""), there
    assert visited > 20


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
