"""Somebody of a business associate: invited by a link, takes a course and its test on a phone without JavaScript, and has a certificate that a stranger checks."""

import re
import subprocess
import sys
from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.kernel import clock
from amanah.rooms.learning.courses.reading import courses
from tests.journeys.learners import Learner
from tests.journeys.newcomers import ROOT, arrive

KEEPER, GUEST = "ningrum", "Yosef Lamalera"
COURSE = courses()["gifts"]


def inside(house, *words):
    """Run this file in the house; what it printed."""
    command = [sys.executable, "-m", "tests.journeys.test_guest_of_a_training", *words]
    done = subprocess.run(command, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def lay():
    """The course as a session that goes on since yesterday, for whom nobody is invited yet; prints its number."""
    say.django()
    from decimal import Decimal

    from amanah.foundation.access.models import Account
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation.models import Unit
    from amanah.rooms.learning.sessions import services
    from amanah.rooms.learning.taking.services import keep_course  # late: all of them need Django

    viewer, unit = Viewer.of(Account.objects.get(username=KEEPER)), Unit.objects.get(code="KEMENTERIAN")
    parts = [(keep_course(COURSE).topic, Decimal("0.5"))]
    said = services.Content(title=COURSE.title.id, title_en=COURSE.title.en, sort="course", course=COURSE.id, parts=parts)
    now = clock.now()
    plan = services.Plan(begins=now - timedelta(days=1), ends=now + timedelta(hours=2), audience=unit, link="https://belajar.contoh.go.id/")
    session = services.plan_session(services.make_offer(said, unit, viewer=viewer), plan, unit, viewer=viewer)
    services.open_session(session, viewer=viewer)
    print(session.number)


def paper(number):
    """The address in the QR code of the guest's certificate, which the paper itself holds as a picture."""
    say.django()
    from amanah.rooms.learning.sessions import addresses
    from amanah.rooms.learning.sessions.models import Certificate  # late: both need Django

    found = Certificate.objects.get(seat__session__number=number)
    print(re.search(r"/certificates/\S+", addresses.of_verification(found.number, found.code)).group())


def invite(keeper, number):
    """Invite Yosef by name, with an address for the mail; the link, which the keeper is shown as well."""
    keeper.page.goto(f"/desk/learning/sessions/{number}/")
    keeper.at(COURSE.title.id)
    keeper.follow("Undang rekan bisnis")
    keeper.look(keeper.page)
    keeper.page.locator("[name=name]").fill(GUEST)
    keeper.page.locator("[name=organisation]").fill("PT Jasa Uji Andalan")
    keeper.page.locator("[name=email]").fill("yosef@jasa-uji.example")
    keeper.page.locator("form.write button").first.click()
    keeper.at(COURSE.title.id)
    return re.search(r"/attend/[\w-]+/", keeper.page.content()).group()


def close(keeper, number):
    """The last day has come: it ends now, was held, and is closed."""
    page, local = keeper.page, (clock.now() - timedelta(minutes=1)).astimezone(ZoneInfo(clock.ZONE))
    page.goto(f"/desk/learning/sessions/{number}/change/")
    page.locator("[name=last_day]").fill(local.date().isoformat())
    page.locator("[name=ends]").fill(local.strftime("%H:%M"))
    keeper.press("Simpan perubahan")
    keeper.press("Nyatakan sudah dilaksanakan")
    keeper.done("Kegiatan dinyatakan sudah dilaksanakan.")
    keeper.press("Tutup dan terbitkan sertifikat")
    keeper.done("Kegiatan ditutup. 1 sertifikat terbit.")


def test_somebody_of_an_associate_learns_by_a_link_and_a_stranger_checks_the_certificate(house, staff, window, sight):
    arrive(house, KEEPER, "Ningrum Pertiwi", "learning_manager")
    number = inside(house, "lay")
    keeper = staff(KEEPER, keys=False, look=sight)
    here, phone = invite(keeper, number), window(390, javascript=False)
    phone.goto(here)
    expect(phone.get_by_text(f"{GUEST}, Anda diundang oleh")).to_be_visible()
    expect(phone.get_by_text("Sesudah hari itu kursusnya tetap terbuka")).to_be_visible()
    sight(phone, scripts=False)
    guest = Learner(phone, sight, COURSE)
    guest.press("Saya bersedia hadir")
    expect(phone.get_by_text("Terima kasih, Anda tercatat bersedia hadir.")).to_be_visible()
    phone.get_by_role("link", name="Buka kursus").click()
    guest.look()
    guest.read(seen=0)
    guest.answer_rest()
    guest.press("Serahkan jawaban")
    expect(phone.get_by_text("Lulus.")).to_be_visible()
    phone.goto(here)
    expect(phone.get_by_text("Sesudah hari itu kursusnya tetap terbuka")).to_have_count(0)
    close(keeper, number)

    phone.goto(here)
    sight(phone, scripts=False)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Unduh sertifikat").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    stranger = window(360, javascript=False)
    stranger.goto(inside(house, "paper", number))
    expect(stranger.locator("main")).to_contain_text("berlaku")
    expect(stranger.locator("main")).to_contain_text(COURSE.title.id)
    assert "Yosef" not in stranger.content()
    stranger.locator("[name=name]").fill(GUEST)
    stranger.get_by_role("button", name="Cocokkan nama").first.click()
    expect(stranger.locator("main")).to_contain_text("Namanya sama")
    assert phone.context.cookies() == [one for one in phone.context.cookies() if one["name"] in {"form", "lang"}]


if __name__ == "__main__":
    {"lay": lay, "paper": paper}[sys.argv[1]](*sys.argv[2:])
