"""Recovery, lost passphrases and leaving officers, with real reports: nobody excluded gets a key, and nothing is lost."""

import contextlib
import random
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Assignment, Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.foundation.vault import custody
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import RecoveryCall, Wrap
from amanah.foundation.vault.services.staff import holder_of
from amanah.rooms.whistleblowing.services import filing, identity, succession
from tests.counting import queries_of
from tests.custody import due_of_everybody
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

HANDLER = "whistleblowing.handler_inspectorate"
ANSWERS = {"topic": "illegal_levy", "route": "inspectorate", "mode": "anonymous", "unit": "", "what": "Diminta anggrek-ungu.", "who": ""}


def file_one(**changes):
    case_id = uuid4()
    filing.file_report(filing.from_answers(case_id, ANSWERS | changes))
    return Case.objects.get(pk=case_id)


@pytest.fixture
def shares(people):
    new = vault.prepare_recovery_key(2, 3, actor="system")
    vault.confirm_recovery_key(new.id, actor="system")
    return new.shares


@pytest.fixture
def officers(people):
    for name, full_name in (("sekar", "Sekar Arum"), ("tari", "Tari Lestari")):
        people.add(name, full_name, people.units.secretariat, f"Petugas pemulihan {name}", roles=("vault.recovery_officer",), keys=True)
    return people


def pair_of(people, name):
    return vault.unlock(people.accounts[name], PASSPHRASE)


def opened(people, name, case):
    return reading.open_case(people.viewer(name), Case.objects.get(pk=case.pk), pair_of(people, name))


def unlocked(desk, people, name):
    people.sign_in(desk, name)
    assert desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE}).status_code == 302
    return desk


def lose(people, name):
    vault.retire_keys(people.accounts[name], actor="system")
    return vault.create_keys(people.accounts[name], PASSPHRASE)


def handled_by(case):
    return {row.account.username for row in Assignment.objects.filter(case=case, until__isnull=True).select_related("account")}


def hand_over(people, who, leaver, successor):
    return succession.hand_over(people.viewer(who), pair_of(people, who), people.accounts[leaver], people.accounts[successor])


def test_a_leaving_officer_hands_over_in_one_act_what_the_successor_may_have(people, shares, django_capture_on_commit_callbacks):
    mine, other = file_one(), file_one()
    about_budi = file_one(who="Budi Hartono")
    handling.assign(opened(people, "ani", mine), people.ani)
    handling.assign(opened(people, "ani", about_budi), people.ani)
    lines = {line.title: line for line in succession.plan(people.viewer("ani"), people.ani, people.budi)}
    assert (lines[mine.number].handled, lines[other.number].handled) == (True, False)
    assert [title for title, line in lines.items() if line.refusal] == [about_budi.number]

    with django_capture_on_commit_callbacks(execute=True):
        done, stayed = hand_over(people, "ani", "ani", "budi")
    assert {line.title for line in done} == {mine.number, other.number}
    assert [line.title for line in stayed] == [about_budi.number]
    assert (handled_by(mine), handled_by(about_budi)) == ({"budi"}, {"ani"})
    assert opened(people, "budi", mine)
    assert opened(people, "ani", mine) is None
    assert opened(people, "ani", about_budi)
    assert not Wrap.objects.filter(record__endswith=str(about_budi.pk), holder=holder_of(people.budi)).exists()
    assert [entry.kind for entry in ledger.entries(mine.ref)][-4:] == [
        "vault.handed_over",
        "vault.holder_dropped",
        "case.assigned",
        "case.unassigned",
    ]
    assert Notice.objects.filter(account=people.budi, code="cases.assigned", ref=mine.ref).exists()

    people.add("joko", "Joko Santoso", people.units.inspectorate, "Auditor", roles=("whistleblowing.handler_inspectorate",), keys=True)
    done, stayed = hand_over(people, "ani", "ani", "joko")
    assert ([line.title for line in done], stayed) == ([about_budi.number], [])
    assert handled_by(about_budi) == {"joko"}
    assert succession.plan(people.viewer("ani"), people.ani, people.joko) == []


def test_a_coordinator_hands_over_for_somebody_who_is_gone_and_nobody_else_does(people, shares):
    case = file_one()
    handling.assign(opened(people, "ani", case), people.budi)
    lose(people, "budi")
    done, stayed = hand_over(people, "ani", "budi", "ani")
    assert ([line.title for line in done], stayed, handled_by(case)) == ([case.number], [], {"ani"})
    with pytest.raises(cases.Refused) as refused:
        cases.succeed(case, people.ani, people.budi, viewer=people.viewer("fitri"))
    assert refused.value.code == "not_found"


def test_recused_unfit_and_keyless_successors_are_named_with_the_reason(people, shares):
    case = file_one()
    handling.assign(opened(people, "ani", case), people.ani)
    handling.recuse(case, viewer=people.viewer("budi"))
    for name in ("budi", "fitri", "citra"):
        done, (line,) = hand_over(people, "ani", "ani", name)
        assert done == []
        assert line.refusal
        assert handled_by(case) == {"ani"}
        assert opened(people, "ani", case)


def test_an_envelope_keeper_hands_on_the_envelopes(people, shares):
    file_one(mode="confidential", name="Pelapor Rahasia", contact="0812")
    people.add("joko", "Joko Santoso", people.units.secretariat, "Penyimpan", roles=("whistleblowing.custodian",), keys=True)
    about_joko = file_one(mode="confidential", name="Pelapor Lain", contact="0813", who="Joko Santoso")
    mine = set(Wrap.objects.filter(holder=holder_of(people.indra)).values_list("record", flat=True))
    assert len(mine) == 2
    Wrap.objects.filter(holder=holder_of(people.joko)).delete()
    done, stayed = hand_over(people, "indra", "indra", "joko")
    assert [len(line.records) for line in stayed] == [1]
    assert len(done) == 1
    held = keys.records_of(holder_of(people.joko), mine)
    assert len(held) == 1
    assert keys.records_of(holder_of(people.indra), mine) == mine - held
    assert custody.hidden(people.joko, mine) == mine - held
    assert about_joko.ref in custody.hidden(people.joko, [about_joko.ref])
    # Somebody who may not keep envelopes gets none, not even with everything else.
    assert custody.may_hold(people.ani, mine) == set()


def test_whoever_was_granted_an_envelope_may_get_it_again_and_no_other(people, shares):
    case = file_one(mode="confidential", name="Pelapor Rahasia", contact="0812")
    wish = identity.ask(opened(people, "ani", case), reading.content(opened(people, "ani", case)).report.identity_ref, "Perlu bertemu.")
    assert custody.may_hold(people.ani, [wish.envelope, wish.ref]) == {wish.ref}
    identity.grant(wish, viewer=people.viewer("indra"), key_pair=pair_of(people, "indra"))
    assert custody.may_hold(people.ani, [wish.envelope]) == {wish.envelope}
    assert custody.may_hold(people.budi, [wish.envelope, wish.ref]) == set()


def test_colleagues_hear_of_a_lost_passphrase_and_give_everything_back_in_one_act(desk, people, shares, django_capture_on_commit_callbacks):
    case, about_budi = file_one(), file_one(who="Budi Hartono")
    people.sign_in(desk, "budi")
    assert case.number in desk.get(reverse("vault:lost")).content.decode()
    assert desk.post(reverse("vault:lost"), {"sure": "on"}).url == reverse("vault:set_up")
    typed = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "understood": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(reverse("vault:set_up"), typed).url == reverse("vault:missing")
    page = desk.get(reverse("vault:missing")).content.decode()
    assert case.number in page
    assert "Ani Rahmawati" in page
    assert about_budi.number not in page
    assert Notice.objects.filter(account=people.ani, code="vault.keys_wanted").count() == 1

    unlocked(desk, people, "ani")
    page = desk.get(reverse("vault:colleagues")).content.decode()
    assert case.number in page
    assert about_budi.number not in page
    assert desk.post(reverse("vault:colleagues"), {"account": people.budi.pk}).status_code == 302
    assert opened(people, "budi", case)
    assert opened(people, "budi", about_budi) is None


def test_recovery_on_the_desk_from_the_call_to_the_opened_case(desk, officers, shares, django_capture_on_commit_callbacks):
    people = officers
    case = file_one()
    for name in ("ani", "budi"):
        lose(people, name)
    assert opened(people, "ani", case) is None
    unlocked(desk, people, "sekar")
    wish = {"beneficiary": people.ani.pk, "scope": "case", "number": "WB-26-XXXXXX", "reason": "Semua pemegang kehilangan frasanya."}
    assert "Tidak ada perkara" in desk.post(reverse("vault:call_new"), wish).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        called = desk.post(reverse("vault:call_new"), {**wish, "number": case.number})
    call = RecoveryCall.objects.get()
    assert called.url == reverse("vault:call", args=[call.pk])
    told = set(Notice.objects.filter(code="vault.recovery_called").values_list("account__username", flat=True))
    assert told == {"tari", "ani"}
    assert "kehilangan frasanya" in desk.get(called.url).content.decode()
    gathering = reverse("vault:shares", args=[f"open-{call.pk}"])
    assert desk.get(gathering).status_code == 404
    desk.post(reverse("vault:confirm_call", args=[call.pk]))
    call.refresh_from_db()
    assert call.state == "called"

    people.sign_in(desk, "ani")
    assert desk.get(called.url).status_code == 200
    assert desk.post(reverse("vault:confirm_call", args=[call.pk])).status_code == 403
    unlocked(desk, people, "tari")
    assert "Setujui sebagai petugas kedua" in desk.get(called.url).content.decode()
    desk.post(reverse("vault:confirm_call", args=[call.pk]))
    assert desk.get(gathering).status_code == 404

    unlocked(desk, people, "sekar")
    wrong = desk.post(gathering, {"share": shares[0].replace(" ", " salah ", 1)})
    assert wrong.status_code == 422
    assert " ".join(shares[0].split()[8:12]) not in wrong.content.decode().split("<main")[1]
    assert desk.post(gathering, {"share": shares[2]}).url == gathering
    page = desk.get(gathering).content.decode()
    assert "Lembar 3" in page
    assert " ".join(shares[2].split()[8:12]) not in page.split("<main")[1]
    desk.post(gathering, {"share": shares[0]})
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(gathering, {"finish": "1"}).url == called.url
    assert desk.cookies["desk_shares"].value == ""
    assert opened(people, "ani", case)
    assert opened(people, "budi", case) is None
    call.refresh_from_db()
    assert (call.state, call.opened) == ("done", 2)
    assert Notice.objects.filter(code="vault.recovery_done", account=people.ani).exists()
    assert desk.get(gathering).status_code == 404


def test_recovery_refuses_who_must_not_see_and_hides_the_call_from_officers_it_concerns(
    desk, officers, shares, django_capture_on_commit_callbacks
):
    people = officers
    about = file_one(who="Budi Hartono\nTari Lestari")
    unlocked(desk, people, "sekar")
    wish = {"scope": "case", "number": about.number, "reason": "Semua pemegang kehilangan frasanya."}
    for name in ("budi", "fitri", "sekar"):
        assert desk.post(reverse("vault:call_new"), {**wish, "beneficiary": people.accounts[name].pk}).status_code == 422
    unlocked(desk, people, "tari")
    assert desk.post(reverse("vault:call_new"), {**wish, "beneficiary": people.ani.pk}).status_code == 422
    assert not RecoveryCall.objects.exists()
    unlocked(desk, people, "sekar")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("vault:call_new"), {**wish, "beneficiary": people.ani.pk})
    call = RecoveryCall.objects.get()
    assert not Wrap.objects.filter(record=call.ref, holder=holder_of(people.tari)).exists()
    assert not Notice.objects.filter(account=people.tari).exists()
    people.sign_in(desk, "tari")
    assert desk.get(reverse("vault:call", args=[call.pk])).status_code == 404
    assert desk.post(reverse("vault:confirm_call", args=[call.pk])).status_code == 404
    assert "Ani Rahmawati" not in desk.get(reverse("vault:recovery")).content.decode().split("<main")[1]
    people.sign_in(desk, "gilang")
    assert desk.get(reverse("vault:call", args=[call.pk])).status_code == 404


def test_a_new_recovery_key_takes_over_with_the_old_sheets_on_the_desk(desk, officers, shares):
    case = file_one()
    unlocked(desk, officers, "sekar")
    answer = desk.post(reverse("vault:recovery"), {"shares": 3, "threshold": 2}).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]+)"', answer).group(1)
    named = {"key": key, "done": "on", "holder_1": "Satu", "holder_2": "Dua", "holder_3": "Tiga"}
    rotation = reverse("vault:rotation", args=[key])
    assert desk.post(reverse("vault:confirm_recovery"), named).url == rotation
    assert "2 lembar lama" in desk.get(rotation).content.decode()
    gathering = reverse("vault:shares", args=[f"rotate-{key}"])
    for share in shares[1:]:
        desk.post(gathering, {"share": share})
    assert desk.post(gathering, {"finish": "1"}).url == reverse("vault:recovery")
    sheets = re.findall(r'<ol class="share-words">(.*?)</ol>', answer, re.DOTALL)
    new = [" ".join(re.findall("<li>([a-z]+)</li>", sheet)) for sheet in sheets]
    with pytest.raises(vault.CannotOpen):
        vault.content_key(case.ref, "recovery", vault.recover(shares[:2]))
    assert vault.content_key(case.ref, "recovery", vault.recover(new[:2]))
    rehearsal = reverse("vault:shares", args=["rehearse"])
    for share in new[:2]:
        desk.post(rehearsal, {"share": share})
    assert "Uji bagian berhasil" in desk.post(rehearsal, {"finish": "1"}, follow=True).content.decode()


def test_the_page_of_handing_over_shows_first_and_does_then(desk, people, shares):
    case = file_one()
    handling.assign(opened(people, "ani", case), people.ani)
    page = reverse("whistleblowing_desk:succession")
    people.sign_in(desk, "ani")
    assert desk.get(page).url.startswith(reverse("vault:unlock"))
    unlocked(desk, people, "ani")
    chosen = {"leaver": str(people.ani.pk), "successor": str(people.budi.pk)}
    assert case.number in desk.get(page, chosen).content.decode()
    assert handled_by(case) == {"ani"}
    assert desk.post(page, {**chosen, "successor": str(people.ani.pk)}).status_code == 400
    assert "Semuanya sudah berpindah" in desk.post(page, chosen).content.decode()
    assert handled_by(case) == {"budi"}
    unlocked(desk, people, "budi")
    assert desk.post(page, chosen).status_code == 400  # only a coordinator hands over for others
    people.sign_in(desk, "citra")
    assert desk.get(page).status_code == 403


class Life:
    """What may happen to the staff of an institution, one act at a time."""

    def __init__(self, people, shares, filed):
        self.people, self.shares, self.filed = people, shares, filed

    def lose(self, name, _other, _case):
        lose(self.people, name)

    def rotate(self, name, _other, _case):
        vault.rotate_keys(self.people.accounts[name], PASSPHRASE, PASSPHRASE)

    def leave(self, name, other, _case):
        hand_over(self.people, name, name, other)

    def help(self, name, _other, _case):
        for waiting, records in keys.waiting(self.people.viewer(name)):
            vault.give(records, holder_of(self.people.accounts[name]), pair_of(self.people, name), waiting, actor="system")

    def assign(self, name, other, case):
        found = opened(self.people, name, case)
        if found is not None:
            with contextlib.suppress(cases.Refused):
                handling.assign(found, self.people.accounts[other])

    def recover(self, name, _other, _case):
        vault.give(
            [case.ref for case in self.filed], "recovery", vault.recover(self.shares[:2]), self.people.accounts[name], actor="system"
        )


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_to_the_staff_every_report_still_opens_and_for_nobody_shut_out(people, shares, seed):
    dice = random.Random(seed)
    people.add("joko", "Joko Santoso", people.units.inspectorate, "Auditor", roles=("whistleblowing.handler_inspectorate",), keys=True)
    staff = ["ani", "budi", "joko"]
    filed = [file_one(who=who) for who in ("", "Budi Hartono", "Joko Santoso", "")]
    life = Life(people, shares, filed)
    for _ in range(14):
        act = dice.choice([life.lose, life.rotate, life.leave, life.help, life.assign, life.recover])
        act(*dice.sample(staff, 2), dice.choice(filed))
        recovery = vault.recover(shares[1:])
        for case in filed:
            for record in (case.ref, work_ref(case.pk)):
                assert vault.open_fields(record, vault.content_key(record, "recovery", recovery))
            for one in staff:
                held = keys.records_of(holder_of(people.accounts[one]), [case.ref])
                assert held <= custody.may_hold(people.accounts[one], [case.ref])
                assert not held or vault.content_key(case.ref, holder_of(people.accounts[one]), pair_of(people, one))


def test_the_keys_everybody_ought_to_have_are_the_same_asked_together_and_one_by_one(people, shares):
    people.add("joko", "Joko Santoso", people.units.secretariat, "Penyimpan", roles=("whistleblowing.custodian",), keys=True)
    people.add("tono", "Tono Wijaya", people.units.k3, "Staf", roles=("whistleblowing.custodian",))
    type(people.tono).objects.filter(pk=people.tono.pk).update(is_active=False)
    secret, about_joko = (file_one(mode="confidential", name="Pelapor", contact="0812", who=who) for who in ("", "Joko Santoso"))
    given_up, handed = file_one(), file_one(who="Budi Hartono")
    handling.recuse(given_up, viewer=people.viewer("budi"))
    handling.assign(opened(people, "ani", handed), people.ani)
    identity.ask(opened(people, "ani", secret), reading.content(opened(people, "ani", secret)).report.identity_ref, "Perlu bertemu.")
    found = due_of_everybody()
    assert {secret.ref, given_up.ref, handed.ref, work_ref(handed.pk)} <= found["ani"]
    assert {secret.ref, about_joko.ref} <= found["budi"]
    assert found["budi"].isdisjoint({given_up.ref, handed.ref})
    assert {record.partition(":")[0] for record in found["indra"]} == {"identity", "identity-request"}
    assert len(found["indra"]) == len(found["joko"]) + 1
    assert found["tono"] == found["citra"] == set()


def test_who_waits_for_keys_is_asked_of_all_colleagues_at_once(desk, people, shares):
    cases = [file_one(), file_one(mode="confidential", name="Pelapor", contact="0812")]
    people.add("joko", "Joko Santoso", people.units.inspectorate, "Auditor", roles=(HANDLER,), keys=True)
    unlocked(desk, people, "ani")
    few = queries_of(lambda: [desk.get(reverse("vault:colleagues"))])
    for number in range(4):
        people.add(f"tina{number}", f"Tina {number}", people.units.inspectorate, f"Auditor {number}", roles=(HANDLER,), keys=True)
    page = desk.get(reverse("vault:colleagues")).content.decode()
    assert [page.count(f"Tina {number}") > 0 for number in range(4)] == [True] * 4
    assert page.count(cases[0].number) == page.count(cases[1].number) == 5
    assert queries_of(lambda: [desk.get(reverse("vault:colleagues"))]) == few


def test_one_s_own_gaps_ask_no_more_for_many_cases_and_helpers(desk, people, shares):
    missed, held = missed_and_held(people, 1)
    pages = [reverse(f"vault:{name}") for name in ("home", "missing", "lost")]
    unlocked(desk, people, "budi")
    few = [queries_of(lambda page=page: [desk.get(page)]) for page in pages]
    for number in range(3):
        people.add(f"tina{number}", f"Tina {number}", people.units.inspectorate, f"Auditor {number}", roles=(HANDLER,), keys=True)
    missed, held = missed_and_held(people, 3)
    unlocked(desk, people, "budi")
    shown = [desk.get(page).content.decode() for page in pages]
    assert all(case.number in shown[1] and case.number not in shown[2] for case in missed)
    assert all(case.number in shown[2] and case.number not in shown[1] for case in held)
    assert "Tina 2" in shown[1]
    assert "Tina 2" in shown[2]
    assert [queries_of(lambda page=page: [desk.get(page)]) for page in pages] == few


def missed_and_held(people, count):
    """New cases from before and from after Budi lost his passphrase."""
    missed = [file_one() for _ in range(count)]
    lose(people, "budi")
    return missed, [file_one() for _ in range(count)]


def test_the_recovery_page_asks_no_more_for_many_calls(desk, officers, shares):
    people = officers
    people.sign_in(desk, "sekar")
    page = reverse("vault:recovery")
    cases = [file_one() for _ in range(3)]

    def call(case):
        return vault.call_recovery("case", people.ani, "Pemegangnya sakit keras.", caller=people.sekar, records=[case.ref])

    first = call(cases[0])
    few = queries_of(lambda: [desk.get(page)])
    calls = [first, *(call(case) for case in cases[1:])]
    shown = desk.get(page).content.decode()
    assert all(str(one.pk) in shown for one in calls)
    assert queries_of(lambda: [desk.get(page)]) == few
