"""From the request to a decision by somebody else, and everything that opens a file again."""

from datetime import timedelta

import pytest

from amanah.engines import contributions
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.actions.queries import visible as visible_actions
from amanah.engines.actions.refusals import Refused as ActionRefused
from amanah.engines.risks import services as risks
from amanah.foundation.access import conflicts
from amanah.foundation.access import services as access
from amanah.foundation.clocks import tick, work
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import declare, proving, queries, replay, services
from amanah.rooms.antibribery.due_diligence.models import Check, Diligence, Inadequacy, Version
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services import Adverse, Duty, Holder, Listed, Proposal
from amanah.rooms.antibribery.due_diligence.tests.conftest import LISTED, on

pytestmark = pytest.mark.django_db


def refused(code, verb, *args, **named):
    with pytest.raises(Refused) as said:
        verb(*args, **named)
    assert said.value.code == code


@pytest.fixture
def lists(team):
    """The blacklist with three names."""
    return services.bring("blacklist", LISTED, viewer=team.viewer("fitri"))


@pytest.fixture
def judged(team, ask, answered):
    """Everything answered, an owner named, nothing listed."""
    one = answered(ask())
    services.name_owner(one, Holder("Sari Dewanti", "Pemegang saham", "register", 60), viewer=team.viewer("wati"))
    return one


@pytest.fixture
def decided(team, judged):
    """Decided by Rini: it may go on."""
    services.submit(judged, "proceed", "Bersih.", viewer=team.viewer("wati"))
    services.decide(judged, "proceed", "Sependapat.", viewer=team.viewer("rini"))
    return judged


def test_the_way_to_a_decision_with_conditions(team, lists, ask, answered):
    wati, rini = team.viewer("wati"), team.viewer("rini")
    one = answered(ask(name="CV. Bintang Timur"), official_tie="yes", official_decides="no")
    assert [line.question.key for line in queries.flags(queries.sheets(one))] == ["official_tie"]
    hit = one.hits.get()
    assert (hit.entry.name, hit.state) == ("CV Bintang Timoer", "waiting")
    assert Check.objects.get(diligence=one).version == lists
    refused("hits", services.submit, one, "proceed", "Bersih.", viewer=wati)
    services.judge_hit(hit, "Alamat dan direkturnya sama.", same=True, viewer=wati)
    refused("owners", services.submit, one, "proceed", "Bersih.", viewer=wati)
    services.name_owner(one, Holder("Anton Wijaya", "Pemegang saham", "told", 100), viewer=wati)
    refused("share", services.name_owner, one, Holder("Budi", "Pemegang saham", "told", 1), viewer=wati)
    services.find(one, Adverse("Putusan PN Medan 12/2024", clock.today(), "Terlambat.", "light", "Sudah selesai."), viewer=wati)
    services.submit(one, "conditions", "Sanksinya berakhir bulan depan.", viewer=wati)
    for name in ("fitri", "wati"):
        refused("second" if name == "fitri" else "side", services.decide, one, "refuse", "Tidak.", viewer=team.viewer(name))
    refused("plain", services.decide, one, "proceed", "Boleh.", viewer=rini)
    refused("conditions", services.decide, one, "conditions", "Boleh.", viewer=rini, conditions="Komitmen ditandatangani.")
    duty = Duty("Tandatangani komitmen anti penyuapan", team.persons["aji"], team.persons["hadi"])
    with pytest.raises(ActionRefused):
        services.decide(one, "conditions", "B.", viewer=rini, conditions="K.", duty=Duty("X", team.persons["wati"], team.persons["hadi"]))
    services.decide(one, "conditions", "Boleh, dengan komitmen.", viewer=rini, conditions="Komitmen ditandatangani.", duty=duty)
    assert Action.objects.get(source=one.ref).verifier == team.persons["aji"]
    assert (one.state, one.outcome) == ("decided", "conditions")
    decision = one.decisions.get()
    assert decision.file["answers"]["official_tie"] == ["yes", ""]
    assert decision.file["signs"] == ["official_tie"]
    assert decision.file["lists"] == {"blacklist": lists.digest}
    deadline = Deadline.objects.get(ref=one.ref, stopped_on__isnull=True)
    assert (deadline.name, deadline.due_on) == ("revet", one.valid_until)
    assert replay.check() == []


def test_a_grave_finding_and_an_open_question_stand_in_the_way(team, ask, answered):
    wati = team.viewer("wati")
    one = ask(form="person", name="Slamet Riyadi")
    refused("unanswered", services.submit, one, "proceed", "Bersih.", viewer=wati)
    answered(one)
    # An answer that opens further questions has to be followed by those.
    services.answer(one, "record", {"convicted": ("yes", "Putusan 2019")}, viewer=wati)
    refused("unanswered", services.submit, one, "proceed", "Bersih.", viewer=wati)
    refused("code", services.answer, one, "record", {"young": ("yes", "")}, viewer=wati)
    services.answer(one, "record", {"convicted_mended": ("no", "")}, viewer=wati)
    found = services.find(one, Adverse("Putusan 2019", clock.today(), "Suap.", "grave", "Perbuatan yang sama."), viewer=wati)
    refused("future", services.find, one, Adverse("B", clock.today() + timedelta(days=1), "S.", "grave", "P."), viewer=wati)
    services.submit(one, "refuse", "Tidak.", viewer=wati)
    refused("plain", services.decide, one, "proceed", "Boleh.", viewer=team.viewer("rini"))
    services.hand_back(one, "Nilai kembali.", viewer=team.viewer("rini"))
    services.weigh(found, "serious", "Sudah lama.", viewer=wati)
    services.submit(one, "refuse", "Tidak.", viewer=wati)
    services.decide(one, "refuse", "Tidak dilanjutkan.", viewer=team.viewer("rini"))
    assert replay.check() == []


def test_a_new_hit_opens_it_again_and_the_decision_may_go_on_standing(team, decided):
    fitri, wati, rini = team.viewer("fitri"), team.viewer("wati"), team.viewer("rini")
    version = services.bring("blacklist", LISTED, viewer=fitri)
    decided.refresh_from_db()
    assert (decided.state, decided.round, decided.reopened_for, decided.outcome) == ("examining", 2, "hit", "proceed")
    assert queries.unanswered(decided), "a new round has to confirm its answers"
    refused("hits", services.stand, decided, "Bukan mereka.", viewer=rini)
    services.judge_hit(decided.hits.get(), "NPWP berbeda.", same=False, viewer=wati)
    services.stand(decided, "Bukan mereka.", viewer=rini)
    assert (decided.state, decided.reopened_for) == ("decided", "")
    # The same entry in the next version is not asked about again; a new one is.
    refused("unchanged", services.bring, "blacklist", LISTED, viewer=fitri)
    services.bring("blacklist", LISTED[:2], viewer=fitri)
    decided.refresh_from_db()
    assert decided.state == "decided"
    services.bring("sanctions", [Listed("Sari Dewanti", reference="S-1")], viewer=fitri)
    decided.refresh_from_db()
    assert decided.state == "examining"
    hit = decided.hits.get(list="sanctions")
    assert hit.owner.name == "Sari Dewanti"
    services.judge_hit(hit, "Paspornya sama.", same=True, viewer=wati)
    refused("standing", services.stand, decided, "Tetap.", viewer=rini)
    assert [one.n for one in Version.objects.filter(list="blacklist")] == [2, 1]
    assert version.digest == services.digest_of(LISTED)
    refused("side", services.bring, "blacklist", LISTED, viewer=team.viewer("aji"))
    assert replay.check() == []


def test_another_owner_and_the_end_of_its_time_open_it_again(team, decided, django_capture_on_commit_callbacks):
    wati = team.viewer("wati")
    services.end_owner(decided.owners.get(), "Sahamnya dijual.", viewer=wati)
    assert (decided.state, decided.reopened_for) == ("examining", "owner")
    day = decided.valid_until + timedelta(days=1)
    services.name_owner(decided, Holder("Tono", "Pemegang saham", "document", 60), viewer=wati)
    for page in queries.sheets(decided):
        services.answer(decided, page.section.key, {said.question.key: (said.answer.value, "") for said in page.lines}, viewer=wati)
    services.submit(decided, "proceed", "Bersih.", viewer=wati)
    services.decide(decided, "proceed", "Ya.", viewer=team.viewer("rini"))
    with on(day):
        waiting = [line for line in work.lines(team.viewer("rini")) if line.number == decided.number]
        assert [line.next_act for line in waiting] == ["Lakukan uji tuntas ulang"]
        with django_capture_on_commit_callbacks(execute=True):
            tick.run(clock.now())
        assert Notice.objects.filter(ref=decided.ref, code="due_diligence.missed").exists()
        assert decided.expired
        services.reopen(decided, "revetting", "Sudah setahun.", viewer=wati)
        assert (decided.state, decided.round) == ("examining", 3)
    assert replay.check() == []


def test_low_risk_may_be_spared_and_asks_less(team, ask, scope):
    one = ask(risk_class="low", name="Toko Alat Tulis Sinar")
    deep = ask(name="PT Lain")
    count = [sum(len(page.lines) for page in queries.sheets(each)) for each in (one, deep)]
    assert count[0] < count[1]
    refused("second", services.spare, one, "Nilainya kecil.", viewer=team.viewer("fitri"))
    refused("not_low", services.spare, deep, "Nilainya kecil.", viewer=team.viewer("rini"))
    services.spare(one, "Nilainya kecil.", viewer=team.viewer("rini"))
    assert one.outcome == "spare"
    services.reclass(deep, "low", "Sudah tidak mengurus sertifikat.", viewer=team.viewer("rini"))
    refused("twice", ask, name="P.T. LAIN", risk_class="low")
    services.close(deep, "Batal.", viewer=team.viewer("rini"))
    refused("state", services.reopen, deep, "manual", "Jadi.", viewer=team.viewer("rini"))
    assert replay.check() == []


def test_controls_that_do_not_suffice(team, ask, answered):
    wati, gilang = team.viewer("wati"), team.viewer("gilang")
    one = answered(ask(engaged=True), official_tie="yes", official_decides="yes")
    access.grant_role(team.accounts["rini"], "risk_manager", team.units.root)
    plan = risks.Plan(unit=team.units.k3, kind="bribery", title="Suap lisensi", owner=team.persons["hadi"])
    risk = risks.enter(plan, team.viewer("rini"))
    said = Proposal("decline", "Pejabatnya masih memutus.", "Tidak ada yang menahan.", clock.today() + timedelta(days=7))
    refused("measure", services.propose, one, said, viewer=wati)
    said = Proposal("suspend", said.gap, said.reason, said.effective_on)
    refused("risk", services.propose, one, Proposal("suspend", "a", "b", clock.today(), risk), viewer=wati)
    made = services.propose(one, said, viewer=wati)
    refused("proposed", services.propose, one, said, viewer=wati)
    assert made.number in {line.number for line in work.lines(gilang)}
    for name, code in (("wati", "side"), ("fitri", "second"), ("aji", "side")):
        refused(code, services.decide_inadequacy, made, "Ya.", agreed=True, viewer=team.viewer(name))
    duty = Duty("Hentikan pendaftaran peserta", team.persons["aji"], team.persons["hadi"])
    services.decide_inadequacy(made, "Dihentikan sampai pejabatnya diganti.", agreed=True, viewer=gilang, duty=duty)
    action = Action.objects.get(source=made.ref)
    for person in ("wati", "fitri"):
        with pytest.raises(ActionRefused):
            services.follow(made, Duty("Lagi", team.persons[person], team.persons["hadi"]), viewer=gilang)
    assert visible_actions(team.viewer("aji")).filter(pk=action.pk).exists()
    actions.begin(action, viewer=team.viewer("hadi"))
    assert replay.check() == []
    lines = list(contributions.told(contributions.DUE_DILIGENCE, team.viewer("aji"), team.units.root, clock.today(), clock.today()))
    told = {str(line.title): str(line.text) for section in lines for line in section.lines}
    assert told["Ketidakcukupan pengendalian"] == "Diputuskan: 1"
    assert told["Uji tuntas dengan risiko di atas rendah"] == "0 dari 1 masih berlaku"
    proofs = list(proving.records(team.viewer("aji"), one.scope))
    assert {record.ref for record in proofs} == {one.ref, made.ref}
    assert visibility.described(team.viewer("aji"), [made.ref, one.ref]).keys() == {made.ref, one.ref}
    assert Inadequacy.objects.get().decider == team.accounts["gilang"]
    assert risk.pk


def test_nobody_sees_what_is_about_them_and_citra_sees_nothing(team, ask):
    post = team.posts["gilang"]
    about = ask(
        sort="post",
        form="",
        name="Direktur Pengawasan K3",
        post=post,
        person=team.persons["gilang"],
        about="Pengangkatan.",
        examiner="wati",
    )
    firm = ask()
    services.name_owner(
        firm, Holder("Hadi Susanto", "Saham atas nama istri", "told", person=team.persons["hadi"]), viewer=team.viewer("wati")
    )
    seen = {name: set(queries.visible(team.viewer(name)).values_list("number", flat=True)) for name in team.accounts}
    both = {about.number, firm.number}
    assert seen["fitri"] == seen["rini"] == seen["aji"] == seen["wati"] == both
    assert seen["gilang"] == seen["ratna"] == {firm.number}
    assert seen["citra"] == seen["hadi"] == seen["dewi"] == set()
    refused("about_them", services.assign, firm, team.persons["hadi"], viewer=team.viewer("fitri"))
    refused("about_them", services.assign, about, team.persons["gilang"], viewer=team.viewer("fitri"))
    refused("scope", ask, by="citra", name="PT Lain")
    # An action that arises from what is about Gilang is neither given to him nor seen by him as head of the unit.
    with pytest.raises(ActionRefused):
        actions.open_action(
            title="Atur kepentingan",
            unit=team.units.k3,
            owner=team.persons["gilang"],
            verifier=team.persons["aji"],
            source=about.ref,
            viewer=team.viewer("fitri"),
        )
    assert visibility.concerns(team.persons["gilang"].pk, about.ref)
    assert not visibility.may_see(team.viewer("gilang"), about.ref)


def test_what_arose_from_a_hidden_record_is_hidden_too(team, ask):
    one = ask()
    other = ask(name="PT Lain", source=one.ref)
    services.name_owner(one, Holder("Gilang Ramadhan", "Saham", "told", person=team.persons["gilang"]), viewer=team.viewer("wati"))
    assert not queries.visible(team.viewer("gilang")).filter(pk__in=[one.pk, other.pk]).exists()
    assert queries.visible(team.viewer("rini")).filter(pk=other.pk).exists()
    assert Diligence.objects.count() == len({one.pk, other.pk})
    assert declare.STATES[other.state].tone == "info"


def test_whoever_declared_an_interest_neither_examines_nor_decides_nor_acts(team, ask, decided, monkeypatch):
    rini, hadi = team.persons["rini"], team.persons["hadi"]

    def declared(person_id):
        return (lambda matter: "PT Karya Mandiri Sejahtera" in matter.names) if person_id in {rini.pk, hadi.pk} else None

    def sight(people):
        return {rini.pk: conflicts.Aside(refs=frozenset({decided.ref}))} if rini.pk in people else {}

    monkeypatch.setattr(conflicts, "_checks", {"interests": declared})
    monkeypatch.setattr(conflicts, "_sights", {"interests": sight})
    services.reopen(decided, "manual", "Berubah.", viewer=team.viewer("fitri"))
    refused("interest", services.assign, decided, hadi, viewer=team.viewer("fitri"))
    refused("not_found", services.assign, decided, hadi, viewer=team.viewer("rini"))
    made = services.propose(decided, Proposal("decline", "A.", "B.", clock.today()), viewer=team.viewer("wati"))
    duty = Duty("X", team.persons["aji"], hadi)
    with pytest.raises(ActionRefused):
        services.decide_inadequacy(made, "Ya.", agreed=True, viewer=team.viewer("gilang"), duty=duty)
