"""What becomes public: by two people, without personal data, and never a secret complaint."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.services import wishes
from amanah.rooms.complaints import masking
from amanah.rooms.complaints.models import Publication
from amanah.rooms.complaints.queries import public
from amanah.rooms.complaints.services import afterwards, beat, publishing
from amanah.rooms.complaints.tests.ground import complain, in_process

pytestmark = pytest.mark.django_db
WORDS = {"title": "Loket tutup lebih awal", "text": "Loket tutup sebelum pukul empat.", "answer": "Sejak besok buka sampai pukul empat."}

RAW = (
    "Saya Sari Utami (NIK 3174 0512 3456 7890), telepon 0812-3456-7890 atau +62 21 5255733, surel sari.utami@contoh.go.id, "
    "tinggal di Jalan Melati Raya No. 12 RT 03/RW 05. Saya bertemu Pak Hadi Susanto, NIP 19800101 200501 1 003, pada 3-3-2026. "
    "Biayanya Rp1.500.000 dan berkas K3 saya bernomor 45."
)


def test_names_numbers_and_addresses_are_masked_and_the_rest_stays():
    masked = masking.mask(RAW, ["Sari Utami"])
    for gone in ("Sari", "3174", "7890", "5255733", "contoh.go.id", "Melati", "RT 03", "Hadi", "Susanto", "19800101"):
        assert gone not in masked, (gone, masked)
    for stays in ("3-3-2026", "Rp1.500.000", "K3", "bernomor 45", "Pak [nama]"):
        assert stays in masked, (stays, masked)
    assert masking.left(RAW)
    assert masking.left(masked) == []


def test_two_people_publish_and_one_takes_it_back(house, intake):
    case, _box = complain()
    in_process(house, case)
    olga, oki = house.viewer("olga"), house.viewer("oki")
    for viewer in (house.viewer("citra"), house.viewer("lila")):
        with pytest.raises(cases.Refused):
            publishing.write(case, viewer=viewer, **WORDS)
    with pytest.raises(cases.Refused):
        publishing.write(case, viewer=olga, **(WORDS | {"text": "Hubungi 081234567890."}))
    made = publishing.write(case, viewer=olga, **WORDS)
    page = reverse("complaints:matter", args=[case.number])
    assert intake.get(page).status_code == 404
    with pytest.raises(cases.Refused):
        publishing.publish(made, viewer=olga)
    publishing.publish(made, viewer=oki)
    assert "Sejak besok buka" in intake.get(page).text
    listed = intake.get(reverse("complaints:published"), {"q": "LOKET empat"}).text
    assert case.number in listed
    assert case.number not in intake.get(reverse("complaints:published"), {"q": "gaji"}).text
    publishing.withdraw(Publication.objects.get(), viewer=oki)
    assert intake.get(page).status_code == 404


def test_its_reporter_closes_it_off_and_another_room_does_too(house):
    case, box = complain()
    in_process(house, case)
    publishing.publish(publishing.write(case, viewer=house.viewer("olga"), **WORDS), viewer=house.viewer("oki"))
    assert public.find(case.number)
    Case.objects.filter(pk=case.pk).update(kind="whistleblowing")
    assert public.find(case.number) is None
    Case.objects.filter(pk=case.pk).update(kind="complaint")
    afterwards.decide(box, "close_off")
    wishes.carry_out()
    beat.run()
    assert public.find(case.number) is None
    assert Publication.objects.get().state == "withdrawn"
    with pytest.raises(cases.Refused):
        publishing.write(case, viewer=house.viewer("olga"), **WORDS)


ACTS = st.lists(st.sampled_from(["write", "publish", "reject", "withdraw", "close_off"]), max_size=6)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anonymous=st.booleans(), secret=st.booleans(), acts=ACTS)
def test_nothing_secret_is_ever_public(house, anonymous, secret, acts):
    """Whatever officers try in whatever order, with whichever flags: what is public is not secret, and two people made it so."""
    case, box = complain(anonymous="yes" if anonymous else "", secret="yes" if secret else "")
    in_process(house, case)
    olga, oki = house.viewer("olga"), house.viewer("oki")
    for act in acts:
        latest = Publication.objects.filter(case=case).order_by("-pk").first()
        try:
            if act == "write":
                publishing.write(case, viewer=olga, **WORDS)
            elif act == "close_off":
                afterwards.decide(box, "close_off")
                wishes.carry_out()
                beat.run()
            elif latest is not None:
                getattr(publishing, act)(latest, viewer=oki)
        except cases.Refused:
            pass
        case.complaint_marks.refresh_from_db()
        found = public.find(case.number)
        assert found is None or (not case.complaint_marks.secret and found.written_by != found.decided_by)
        assert not (secret and Publication.objects.filter(case=case).exists())
        assert case.complaint_marks.anonymous == anonymous
