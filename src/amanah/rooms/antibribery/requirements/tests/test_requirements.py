"""Requirements: answered once for both editions, checked by another, judged by what speaks for them."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from amanah.engines.documents import services as documents
from amanah.engines.documents.services import Content, Heading
from amanah.foundation.organisation import services as organisation
from amanah.kernel import clock
from amanah.rooms.antibribery.requirements import catalogue, queries, replay, services
from amanah.rooms.antibribery.requirements.queries import judging
from amanah.rooms.antibribery.requirements.queries.documents import expected, ref_of
from amanah.rooms.antibribery.requirements.refusals import Refused
from amanah.rooms.antibribery.tests.test_scopes import appoint

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **kwargs)
    return caught.value.code


VECTORS = [
    # state, what holds of it → ready, reasons
    ("open", "", False, {"open", "no_owner"}),
    ("partly", "owner here evidence speaks", False, {"partly"}),
    ("met", "owner here evidence speaks verified", True, set()),
    ("met", "owner here evidence speaks", True, {"unverified"}),
    ("met", "owner here verified", False, {"no_evidence"}),
    ("met", "owner here evidence verified", False, {"stale"}),
    ("met", "owner evidence speaks verified", False, {"owner_left"}),
    ("met", "evidence speaks verified", False, {"no_owner"}),
    ("not_applicable", "verified", True, set()),
    ("not_applicable", "", True, {"unverified"}),
]


@pytest.mark.parametrize(("state", "holds", "ready", "reasons"), VECTORS)
def test_when_a_requirement_is_ready(state, holds, ready, reasons):
    holds = holds.split()
    marks = {"owned": "owner", "owner_here": "here", "evidence": "evidence", "speaks": "speaks", "verified": "verified"}
    found = judging.reasons(state, **{name: word in holds for name, word in marks.items()})
    assert set(found) == reasons
    assert judging.ready(found) == ready


def test_what_is_equal_is_answered_once_and_says_where_it_was(both, say, keys):
    now, then, _new = keys
    made = say(both, "2016", then)
    again = say(both, "2025", now, how="Dijalankan setiap bulan; ditinjau setiap triwulan oleh unit.")
    assert again.pk == made.pk
    here, there = queries.find_line(both, "2025", now), queries.find_line(both, "2016", then)
    assert (here.source, here.borrowed, there.source, there.borrowed) == ("2016", True, "2016", False)
    assert here.answer.how == there.answer.how == again.how
    assert queries.find_line(both, "2025", "9.9-z") is None


def test_who_may_answer_and_what_an_answer_needs(team, make, say, keys):
    scope = make(editions="2025")
    now, then, _new = keys
    assert refused(say, scope, "2016", then) == "not_found"
    assert refused(say, scope, "2025", now, by="rosa") == "side"
    assert refused(say, scope, "2025", now, by="citra") == "not_found"
    assert refused(say, scope, "2025", now, state="not_applicable") == "reason"
    assert refused(services.answer, scope, "2025", now, services.Said("met"), viewer=team.viewer("fajar")) == "how"
    say(scope, "2025", now, owner="rosa")
    assert say(scope, "2025", now, by="rosa", owner="rosa", state="partly").state == "partly"
    assert refused(say, scope, "2025", now, by="rosa", owner="hadi") == "side"


def test_the_one_who_answers_never_checks_and_an_answer_ends_the_check(team, scope, say, keys):
    now = keys[0]
    made = say(scope, "2025", now, owner="arif")
    assert refused(services.verify, made, holds=True, note="Baik", viewer=team.viewer("fajar")) == "own"
    assert refused(services.verify, made, holds=True, note="Baik", viewer=team.viewer("arif")) == "own"
    assert refused(services.verify, made, holds=True, note="Baik", viewer=team.viewer("rosa")) == "side"
    services.verify(made, holds=True, note="Bukti cocok", viewer=team.viewer("fitri"))
    assert made.verified_by == team.persons["fitri"]
    assert say(scope, "2025", now, owner="arif").verified_by is None
    services.verify(made, holds=False, note="Bukti belum ada", viewer=team.viewer("fitri"))
    assert made.state == "partly"
    assert queries.history(made)[0].text == "Bukti belum ada"
    assert replay.check() == []


def test_the_function_never_checks_what_is_about_itself(team, scope, say):
    own = next(one.key for one in catalogue.instrument("2025").questions if one.key.startswith("5.3.2"))
    made = say(scope, "2025", own)
    appoint(scope, team, "arif")
    assert refused(services.verify, made, holds=True, note="Baik", viewer=team.viewer("arif")) == "function"
    assert refused(services.verify, made, holds=True, note="Baik", viewer=team.viewer("fitri")) == "function"


def test_readiness_names_what_is_in_the_way_clause_by_clause(team, scope, say, prove, keys):
    now = keys[0]
    clause = catalogue.find("2025", now)[1].key
    made = say(scope, "2025", now)

    def tally():
        return queries.readiness([scope])[scope.pk]["2025"].clauses[clause]

    total = tally().total
    assert (tally().ready, tally().reasons["no_evidence"], tally().reasons["open"]) == (0, 1, total - 1)
    old = prove(made.ref, clock.today() - timedelta(days=900), clock.today() - timedelta(days=800))
    assert tally().reasons["stale"] == 1
    prove(made.ref)
    assert (tally().ready, tally().reasons["unverified"]) == (1, 1)
    assert queries.find_line(scope, "2025", now).proofs == 2
    holding = team.persons["hadi"].holdings.get()
    organisation.end_holding(holding, on=clock.today() - timedelta(days=1))
    assert (tally().ready, tally().reasons["owner_left"]) == (0, 1)
    assert old.number


def test_a_page_and_the_figures_of_many_scopes_agree(both, say, prove):
    for place, question in enumerate(catalogue.instrument("2025").questions[:90]):
        if place % 3:
            made = say(both, "2025", question.key, state=("met", "not_applicable", "partly")[place % 3], reason="Tidak ada di sini")
            if place % 2:
                prove(made.ref)
    for edition, found in queries.readiness([both])[both.pk].items():
        lines = queries.sheet(both, edition)
        assert (found.whole.total, found.whole.ready) == (len(lines), sum(line.ready for line in lines))
        assert found.clauses["4"].total == sum(line.part.key.startswith("4") for line in lines)


def test_figures_of_many_scopes_take_as_many_queries_as_of_one(make, say, keys):
    many = [make(title=f"Balai {place}") for place in range(4)]
    for scope in many:
        say(scope, "2025", keys[0])
    with CaptureQueriesContext(connection) as made:
        queries.readiness(many)
    assert len(made) == 1


def test_the_way_over_tells_what_carries_what_changed_what_is_new_and_what_is_wanting(make, say, keys):
    scope = make(editions="2016")
    now, then, new = keys
    found = queries.gap(scope)
    assert found.finished == 0
    steps = {step.line.question.key: step for chapter in found.chapters for step in chapter.steps}
    assert (steps[now].gap, steps[new].gap) == ("wanting", "new")
    assert steps[now].before == then
    say(scope, "2016", then)
    after = queries.gap(scope)
    assert after.counts["carries"] == 1
    assert after.total == sum(after.counts.values()) == len(catalogue.instrument("2025").questions)


def test_the_same_words_for_two_requirements_are_told(scope, say):
    first, second = [one.key for one in catalogue.instrument("2025").questions[:2]]
    words = "Kami melaksanakan hal ini sesuai ketentuan yang berlaku di lingkungan direktorat."
    say(scope, "2025", first, how=words)
    say(scope, "2025", second, how=words.upper())
    assert "copied" in queries.find_line(scope, "2025", first).reasons


def test_expected_documents_are_there_stale_or_missing(team, scope, prove):
    viewer = team.viewer("fajar")
    found = {one.document.key: one for one in queries.documents(viewer, scope)}
    assert {one.standing for one in found.values()} == {"missing"}
    prove(found["policy"].ref)
    prove(found["manual"].ref, clock.today() - timedelta(days=900), clock.today() - timedelta(days=800))
    found = {one.document.key: one.standing for one in queries.documents(viewer, scope)}
    assert (found["policy"], found["manual"]) == ("there", "stale")


def test_documents_under_control_meet_what_is_expected(team, scope, at):
    fajar, ref = team.viewer("fajar"), {one.key: ref_of(scope, one.key) for one in expected(scope)}

    def standing(viewer=fajar):
        return {one.document.key: one for one in queries.documents(viewer, scope) if one.controlled}

    draft = documents.open_document(Heading("Pedoman SMAP", "manual"), team.units.k3, Content(text="Isi"), viewer=fajar)
    documents.tie(draft, ref["manual"], viewer=fajar)
    assert (standing()["manual"].standing, str(standing()["manual"].controlled[0].word)) == ("making", "Rancangan")
    assert standing(team.viewer("citra"))["manual"].controlled[0].document is None
    kept = documents.keep(Heading("Kebijakan", "policy", every_months=12), team.units.k3, Content(text="Isi"), clock.today(), viewer=fajar)
    documents.tie(kept, ref["policy"], viewer=fajar)
    assert standing()["policy"].standing == "there"
    assert standing(team.viewer("citra"))["policy"].controlled[0].document == kept
    with at(clock.today() + timedelta(days=370)):
        assert standing()["policy"].standing == "due"
    documents.withdraw(kept, "Diganti", viewer=fajar)
    assert standing()["policy"].standing == "missing"
    with pytest.raises(documents.Refused):
        documents.tie(draft, f"scope-document:{scope.pk}/unheard_of", viewer=fajar)


def test_the_licensed_text_is_kept_and_taken_back(team, scope):
    assert refused(services.keep_text, "2025", "4.1", "Naskah", viewer=team.viewer("rosa")) == "side"
    services.keep_text("2025", "4.1", "Naskah kami", viewer=team.viewer("fajar"))
    assert services.Licensed.objects.get().text == "Naskah kami"
    services.keep_text("2025", "4.1", "", viewer=team.viewer("fajar"))
    assert not services.Licensed.objects.exists()
