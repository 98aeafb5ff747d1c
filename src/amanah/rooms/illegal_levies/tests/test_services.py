"""A levy from its report to its end: tests before clarification, examination before proof, two people before anything final."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.letters import services as letters
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.illegal_levies.models import Coding, Excess, Repayment
from amanah.rooms.illegal_levies.services import coding, referring, repaying
from amanah.rooms.illegal_levies.sheets import Levy, Official, Payer, Register, Screening, official_fee
from amanah.rooms.illegal_levies.tests.ground import OTHER, OWN, SECRET, agree, clarified, examined, filed, go, offices, opened, service
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db
PAYERS = (Payer("Sari Dewi", 1_500_000, "0812"), Payer("Tono", 500_000))


@pytest.fixture
def people(people):
    return offices(people)


def refusal(act, *args, **kwargs):
    with pytest.raises(cases.Refused) as found:
        act(*args, **kwargs)
    return str(found.value.sentence)


def test_nothing_is_clarified_before_both_tests_were_passed(people):
    case, _receipt = filed(people)
    go(people, case, "acknowledge")
    assert "uji" in refusal(go, people, case, "clarify")
    coding.test(opened(people, "ani", case), OTHER)
    assert "bukan wewenang" in refusal(go, people, case, "clarify")
    coding.test(opened(people, "ani", case), OWN)
    go(people, case, "clarify")
    assert Case.objects.get(pk=case.pk).state == "clarification"


def test_what_is_set_aside_agrees_with_the_tests(people):
    first, _receipt = filed(people)
    case, receipt = filed(people, what="Hal yang sama.")
    go(people, case, "acknowledge")
    assert "kewenangan" in refusal(agree, people, case, "archive", "not_competent")
    assert "ganda" in refusal(agree, people, case, "archive", "duplicate")
    same = Screening("own", "Ya.", "same", "Peristiwa yang sama.", first.number)
    assert "tidak ditemukan" in refusal(coding.test, opened(people, "ani", case), Screening("own", "Ya.", "same", "Sama.", case.number))
    coding.test(opened(people, "ani", case), same)
    assert agree(people, case, "archive", "duplicate").outcome == "duplicate"
    assert "laporan lain" in str(boxes.box(vault.open_mailbox(receipt)).status)


def test_proof_needs_an_examination_and_a_record(people):
    case, _receipt = clarified(people)
    assert "pemeriksaan" in refusal(agree, people, case, "conclude", "proven").lower()
    handling.decide(opened(people, "ani", case), "examine", outcome="", reason="Perlu audit.")
    assert agree(people, case, "conclude", "proven").state == "concluded"


def test_clarification_alone_may_end_it_as_unproven(people):
    case, _receipt = clarified(people)
    assert agree(people, case, "conclude", "unproven").outcome == "unproven"


def test_the_official_fee_is_the_one_of_the_day_of_the_event(people):
    service(people, (date(2024, 1, 2), 150_000), (date(2026, 6, 1), 275_000))
    assert [item.amount for item in official_fee("K3-AHLI", date(2026, 3, 1))[1]] == [150_000]
    assert [item.amount for item in official_fee("K3-AHLI", date(2026, 7, 1))[1]] == [275_000]
    assert official_fee("K3-AHLI", date(2020, 1, 1)) == ("", ())


@settings(max_examples=40, deadline=None)
@given(fee=st.integers(0, 10**7), over=st.integers(-(10**6), 10**8))
def test_the_band_of_the_excess_never_misleads(fee, over):
    levy = Levy(asked=max(fee + over, 0), official=(Official("Sertifikat", fee, "PP", verified=False),))
    limits = {Excess.NONE: (-(10**12), 0), Excess.SMALL: (1, 10**6), Excess.MEDIUM: (10**6 + 1, 5 * 10**6)}
    low, high = (limits | {Excess.LARGE: (5 * 10**6 + 1, 25 * 10**6), Excess.HUGE: (25 * 10**6 + 1, 10**12)})[levy.excess]
    assert low <= levy.asked - fee <= high
    assert Levy(asked=fee).excess is Excess.UNKNOWN
    assert Levy.from_bytes(levy.to_bytes()) == levy


def test_a_referral_takes_a_numbered_letter_two_people_and_an_answer(people):
    case, receipt = examined(people)
    assert "pelimpahan" in refusal(agree, people, case, "refer", "")
    matter = letters.open_matter(case.ref, viewer=people.viewer("ani"), key_pair=vault.unlock(people.ani, PASSPHRASE))
    values = {"subject": "Pelimpahan", "signer_title": "Inspektur", "signer_name": "Lestari", "place": "Jakarta"}
    letter = letters.draft(matter, "referral", {**values, "recipient": "Kapolda", "body": "Terlampir."})
    hands = opened(people, "ani", case)
    assert "bernomor" in refusal(referring.prepare, hands, "police", letter, "Dua berkas.")
    letters.take_number(matter, letter, "B-12/SRIKANDI/XI/2026", dated=clock.today())
    letter.refresh_from_db()
    referring.prepare(hands, "police", letter, "Dua berkas.")
    assert "menunggu jawaban" in refusal(referring.prepare, hands, "police", letter, "Lagi.")
    assert agree(people, case, "refer", "").state == "referred"
    assert "aparat" in str(boxes.box(vault.open_mailbox(receipt)).status)
    assert "aparat" in refusal(agree, people, case, "conclude", "law_enforcement").lower()
    referring.answer(opened(people, "ani", case), "accepted", "LP/1/XI/2026.")
    assert refusal(agree, people, case, "conclude", "unproven")
    assert agree(people, case, "conclude", "law_enforcement").outcome == "law_enforcement"


def test_money_goes_back_after_two_people_agreed_and_is_counted_without_names(people):
    case, _receipt = examined(people)
    hands = opened(people, "ani", case)
    repayment = repaying.propose(hands, Register(PAYERS, "Temuan 1."))
    assert "menyetujui" in refusal(repaying.receipt, hands, repayment, 1, "Kuitansi 1")
    assert "orang lain" in refusal(repaying.decide, repayment, approved=True, viewer=people.viewer("ani"))
    repaying.decide(repayment, approved=True, viewer=people.viewer("budi"))
    repaying.receipt(hands, repayment, 1, "Kuitansi 1")
    assert "sudah dicatat" in refusal(repaying.receipt, hands, repayment, 1, "Kuitansi 1 lagi")
    repaying.receipt(hands, repayment, 2, "Kuitansi 2")
    done = Repayment.objects.get()
    assert (done.state, done.receipts, done.returned) == ("done", 2, 2_000_000)
    facts = [entry.facts for entry in ledger.entries(case.ref) if entry.kind.startswith("levy.repa")]
    assert len(facts) == 4
    assert not any("Sari" in str(entry) for entry in facts)


def test_codes_are_in_clear_and_words_are_not(people):
    case, _receipt = clarified(people)
    coded = Coding.objects.get(case=case)
    assert (coded.jurisdiction, coded.known, coded.excess) == ("own", "new", "unknown")
    assert SECRET not in str(vars(coded))
    found = dict(reading.searchable(reading.content(opened(people, "ani", case)).fields))
    assert "loket" in found["Catatan pungutan"]


def test_whoever_is_named_and_their_superior_see_nothing(people):
    case, _receipt = filed(people, unit=people.units.k3)
    for name in ("gilang", "hadi", "kartika", "citra", "fitri"):
        assert not case_queries.may_see(people.viewer(name), case.pk)
    assert opened(people, "budi", case) is not None
