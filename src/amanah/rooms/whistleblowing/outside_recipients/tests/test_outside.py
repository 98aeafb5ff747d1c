"""A body outside reads what was sealed for it, and nobody inside does, until it passes the report back."""

import pyrage
import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.queries import reading
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Wrap
from amanah.kernel import receipts, sealing
from amanah.rooms.whistleblowing.outside_recipients import packages, queries, services, telling
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter
from amanah.rooms.whistleblowing.tests import stories
from tests import people as cast

pytestmark = pytest.mark.django_db
NAME = "Inspektorat Provinsi Contoh"


@pytest.fixture
def appointed(people):
    """A recipient, and the words that open what is sealed for them."""
    recipient = services.propose(NAME, "Untuk laporan tentang pengawas.", viewer=people.viewer("ani"))
    receipt = services.appoint(recipient, viewer=people.viewer("budi"))
    return recipient, f"{' '.join(receipt.words)} {receipt.grouped_digits}"


def box_of(words):
    return vault.open_mailbox(receipts.parse(words), kind="outside")


def enter(client, words):
    return client.post(reverse("outside:enter"), {"receipt": words}, follow=True)


def test_it_takes_two_people_to_appoint_and_two_to_end(people):
    ani, budi = people.viewer("ani"), people.viewer("budi")
    recipient = services.propose(NAME, "Untuk laporan tentang pengawas.", viewer=ani)
    with pytest.raises(Refused):
        services.appoint(recipient, viewer=ani)
    assert not queries.public_keys()
    services.appoint(recipient, viewer=budi)
    with pytest.raises(Refused):
        services.appoint(recipient, viewer=budi)
    assert set(queries.public_keys()) == {recipient.ref}
    services.propose_end(recipient, viewer=ani)
    assert not queries.receiving()
    with pytest.raises(Refused):
        services.end(recipient, viewer=ani)
    services.keep_on(recipient, viewer=budi)
    assert queries.receiving()
    services.propose_end(recipient, viewer=budi)
    services.end(recipient, viewer=ani)
    kinds = [entry.kind for entry in ledger.entries(recipient.ref)]
    assert kinds == ["outside.proposed", "outside.appointed", "outside.ending", "outside.kept", "outside.ending", "outside.ended"]


def test_nobody_inside_holds_a_key_and_the_outside_reads_writes_and_passes_back(people, appointed, intake, monkeypatch):
    recipient, words = appointed
    receipt = stories.file_one(intake, route=recipient.ref, mode="confidential", name="Sari Dewanti", contact="0812")
    case = Case.objects.get()
    assert set(Wrap.objects.filter(record=case.ref).values_list("holder", flat=True)) == {"mailbox", recipient.ref}
    assert set(Wrap.objects.filter(record=f"work:{case.pk}").values_list("holder", flat=True)) == {recipient.ref}
    listed = enter(intake, words).content.decode()
    assert case.number in listed
    page = intake.get(reverse("outside:report", args=[case.number])).content.decode()
    assert stories.WHAT in page
    assert "Sari Dewanti" in page
    intake.post(reverse("outside:write", args=[case.number, "reporter"]), {"text": "Kami membaca laporan Anda."})
    intake.post(reverse("outside:write", args=[case.number, "handlers"]), {"text": "Kami memerlukan salinan SK."})
    intake.post(reverse("outside:stand", args=[case.number, "take"]))
    assert OutsideMatter.objects.get().standing == "taken"
    assert telling.announce() == 2
    assert set(Notice.objects.filter(ref=case.ref).values_list("account__username", flat=True)) == {"ani"}
    mine = stories.open_box(intake, receipt).content.decode()
    assert "Kami membaca laporan Anda." in mine
    assert "Penerima luar" in mine
    pair = vault.unlock(people.ani, cast.PASSPHRASE)
    assert reading.open_case(people.viewer("ani"), case, pair) is None
    monkeypatch.setattr(services.keys, "standing_holders", lambda: {"recovery": sealing.generate_key_pair().public})
    intake.post(reverse("outside:stand", args=[case.number, "back"]))
    assert Wrap.objects.filter(record__in=[case.ref, f"work:{case.pk}"], holder="recovery").count() == 2
    assert reading.content(reading.open_case(people.viewer("ani"), case, pair)).report.answers["what"] == stories.WHAT
    assert intake.post(reverse("outside:stand", args=[case.number, "take"])).status_code == 409


def test_words_of_one_door_open_no_other(appointed, intake):
    _, words = appointed
    receipt = stories.file_one(intake)
    assert enter(intake, receipt).status_code == 422
    assert intake.post(stories.url("mailbox"), {"receipt": words}).status_code == 422
    assert intake.get(reverse("outside:report", args=[Case.objects.get().number])).status_code == 302


def test_another_recipient_finds_nothing(people, appointed, intake):
    recipient, _ = appointed
    other = services.propose("Ombudsperson", "Untuk laporan tentang layanan.", viewer=people.viewer("ani"))
    drawn = services.appoint(other, viewer=people.viewer("budi"))
    stories.file_one(intake, route=recipient.ref)
    number = Case.objects.get().number
    listed = enter(intake, f"{' '.join(drawn.words)} {drawn.grouped_digits}").content.decode()
    assert number not in listed
    for address in (reverse("outside:report", args=[number]), reverse("outside:package", args=[number])):
        assert intake.get(address).status_code in {404, 405}
    assert intake.post(reverse("outside:stand", args=[number, "back"])).status_code == 404


def test_who_has_ended_receives_nothing_new_and_keeps_what_they_have(people, appointed, intake):
    recipient, words = appointed
    stories.file_one(intake, route=recipient.ref)
    services.propose_end(recipient, viewer=people.viewer("ani"))
    services.end(recipient, viewer=people.viewer("budi"))
    intake.cookies.clear()
    stories.write(intake, route="inspectorate")
    assert NAME not in intake.get(stories.url("recipient")).content.decode()
    assert intake.post(stories.url("recipient"), {"route": recipient.ref}).status_code == 422
    assert Case.objects.get().number in enter(intake, words).content.decode()


def test_a_coordinator_whom_it_concerns_gets_nothing_back(people, appointed, intake):
    recipient, words = appointed
    stories.file_one(intake, route=recipient.ref, who="Ani Rahmawati")
    matter = OutsideMatter.objects.get()
    with pytest.raises(Refused):
        services.pass_back(matter, box_of(words))
    joko = people.add("joko", "Joko Susilo", people.units.secretariat, "Auditor", roles=("whistleblowing.coordinator",), keys=True)
    services.pass_back(matter, box_of(words))
    assert set(services.coordinators(matter)) == {f"account:{joko.pk}"}


def test_the_package_opens_with_the_recipients_age_key_alone(appointed, intake):
    recipient, words = appointed
    stories.file_one(intake, route=recipient.ref)
    identity = pyrage.x25519.Identity.generate()
    enter(intake, words)
    assert intake.post(reverse("outside:age"), {"age_key": "age1salah"}).status_code == 422
    intake.post(reverse("outside:age"), {"age_key": str(identity.to_public())})
    number = Case.objects.get().number
    data = intake.post(reverse("outside:package", args=[number])).content
    assert stories.WHAT.encode() not in data
    opened = pyrage.decrypt(data, [identity])
    assert opened.startswith(b"PK")
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(data, [pyrage.x25519.Identity.generate()])
    assert not packages.usable(str(identity))


def test_the_desk_shows_words_once_and_only_to_appointers(people, desk):
    people.sign_in(desk, "ani")
    address = reverse("outside_desk:recipients")
    desk.post(address, {"name": NAME, "purpose": "Untuk laporan tentang pengawas."})
    recipient = queries.everybody().get()
    people.sign_in(desk, "citra")
    assert desk.get(address).status_code == 403
    assert desk.post(reverse("outside_desk:appoint", args=[recipient.pk])).status_code == 403
    people.sign_in(desk, "fitri")
    shown = desk.post(reverse("outside_desk:appoint", args=[recipient.pk]))
    assert shown.content.decode().count("<li><span>") == 8
    assert "no-store" in shown["Cache-Control"]
    assert b"<li><span>" not in desk.post(reverse("outside_desk:appoint", args=[recipient.pk]), follow=True).content
