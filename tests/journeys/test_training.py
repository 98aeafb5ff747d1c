"""From a need to a nomination, attendance, a test, a certificate, and a stranger who checks it."""

import re
import subprocess
import sys
from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.kernel import clock
from tests.journeys.newcomers import ROOT, arrive

NUMBER = re.compile(r"(?:SP|ST)-\d\d-\w{6}")
KEEPER = "melati"


def lay():
    """What the journey begins with: a topic that the placement directorate needs, and a test of it with one question."""
    say.django()
    from amanah.foundation.access.models import Account
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation.models import Unit
    from amanah.rooms.learning import services as learning
    from amanah.rooms.learning.needs import services as needs
    from amanah.rooms.learning.quizzes import services as quizzes  # late: all of them need Django

    keeper = Viewer.of(Account.objects.get(username=KEEPER))
    topic = learning.keep_topic("loket-uji", title="Melayani tanpa suap", title_en="Serving without bribes", viewer=keeper)
    answers = [
        quizzes.Answer("Menolak dan melapor", "Refuse and report", "Itu jalannya.", "That is the way.", right=True),
        quizzes.Answer("Menerima saja", "Just accept it", "Itu suap.", "That is a bribe.", right=False),
    ]
    asked = quizzes.Draft("Pemohon menyelipkan uang. Apa yang Anda lakukan?", "An applicant slips in money. What do you do?", answers)
    quizzes.enter_question(topic, "uang", asked, actor=keeper.actor)
    quizzes.enter_test(topic, "loket-uji", quizzes.Plan("Tes loket", "Counter test", 1), actor=keeper.actor)
    unit = Unit.objects.get(code="DIT-PENEMPATAN")
    needs.set_need(needs.Draft(topic=topic, unit=unit, why="Berhadapan langsung dengan pemohon"), keeper)


def offer(desk):
    """A class with a test before and after, whose JP only those get who pass."""
    page = desk.page
    page.goto("/desk/learning/sessions/offers/")
    desk.at("Katalog pembelajaran")
    page.goto("/desk/learning/sessions/offers/new/")
    desk.look(page)
    page.locator("[name=title]").fill("Bimtek loket bersih")
    page.locator("[name=title_en]").fill("Clean counter workshop")
    page.locator("[name=topic1]").select_option(label="Melayani tanpa suap")
    page.locator("[name=hours1]").fill("4")
    for test in ("pre_test", "post_test"):
        page.locator(f"[name={test}]").select_option(label="Tes loket")
    page.locator("[name=must_pass]").check()
    page.locator("[name=unit]").fill("KEMENTERIAN")
    desk.press("Simpan penawaran")
    desk.done("Penawaran tersimpan. Sekarang rencanakan pelaksanaannya.")


def times(desk, ends):
    """A session that began yesterday morning and ends at this moment."""
    page, local = desk.page, ends.astimezone(ZoneInfo(clock.ZONE))
    page.locator("[name=day]").fill((local.date() - timedelta(days=1)).isoformat())
    page.locator("[name=begins]").fill("09:00")
    page.locator("[name=last_day]").fill(local.date().isoformat())
    page.locator("[name=ends]").fill(local.strftime("%H:%M"))


def plan(desk):
    """Plan it, open it, and choose from those who need it; the session's number."""
    page = desk.page
    desk.follow("Rencanakan kegiatan")
    desk.look(page)
    times(desk, clock.now() + timedelta(hours=2))
    page.locator("[name=place]").fill("Ruang Tridharma")
    page.locator("[name=capacity]").fill("20")
    desk.press("Simpan rencana")
    desk.at("Bimtek loket bersih")
    number = NUMBER.search(page.locator(".title-number").inner_text()).group()
    desk.press("Buka pendaftaran")
    desk.done("Pendaftaran dibuka.")
    desk.follow("Pilih peserta")
    desk.at("Pilih peserta")
    page.get_by_label("Citra Maharani").check()
    desk.press("Undang yang dipilih")
    desk.done("1 orang diundang.")
    return number


def take(desk, which):
    """Take the test: one question, rightly."""
    page = desk.page
    page.locator(f"form[action$='/test/{which}/'] button").click()
    page.wait_for_url(re.compile(r"/attempts/[0-9a-f-]+/"))
    attempt = re.search(r".*/attempts/[0-9a-f-]+/", page.url).group()
    page.goto(f"{attempt}1/")
    page.get_by_label("Menolak dan melapor").check()
    desk.press("Simpan jawaban")
    page.goto(f"{attempt}review/")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_load_state()


def check(stranger, look, address, name):
    """Somebody without JavaScript opens the address on the paper and types the name on it."""
    stranger.goto(address)
    expect(stranger.locator("main")).to_contain_text("berlaku")
    expect(stranger.locator("main")).to_contain_text("Bimtek loket bersih")
    assert name not in stranger.content()
    look(stranger, scripts=False)
    for typed, said in (("Orang Lain", "Namanya tidak cocok"), (name, "Namanya sama")):
        stranger.locator("[name=name]").fill(typed)
        stranger.get_by_role("button", name="Cocokkan nama").click()
        expect(stranger.locator("main")).to_contain_text(said)
    look(stranger, scripts=False)


def test_from_a_need_to_a_certificate_that_a_stranger_checks(house, staff, window, sight):
    arrive(house, KEEPER, "Melati Lestari", "learning_manager")
    words = [sys.executable, "-m", "tests.journeys.test_training"]
    done = subprocess.run(words, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    keeper, citra = (staff(name, keys=False, look=sight) for name in (KEEPER, "citra"))
    offer(keeper)
    number = plan(keeper)
    here = f"/desk/learning/sessions/{number}/"

    page = citra.page
    page.goto("/desk/")
    page.get_by_role("link", name=number).first.click()
    citra.at("Bimtek loket bersih")
    citra.press("Saya bersedia hadir")
    citra.done("Terima kasih, Anda tercatat bersedia hadir.")
    take(citra, "pre")

    keeper.page.goto(f"{here}screen/")
    keeper.at("Catat kehadiran Anda")
    code = keeper.page.locator(".attend-code").inner_text()
    page.goto(f"{here}here/")
    citra.at("Catat kehadiran saya")
    page.locator("[name=code]").fill(code)
    citra.press("Saya hadir")
    citra.done("Kehadiran Anda tercatat.")
    take(citra, "post")

    keeper.page.goto(f"{here}change/")
    times(keeper, clock.now() - timedelta(minutes=1))
    keeper.press("Simpan perubahan")
    keeper.press("Nyatakan sudah dilaksanakan")
    keeper.done("Kegiatan dinyatakan sudah dilaksanakan.")
    keeper.follow("Catat kehadiran")
    keeper.at("Daftar hadir")
    keeper.page.goto(here)
    keeper.press("Tutup dan terbitkan sertifikat")
    keeper.done("Kegiatan ditutup. 1 sertifikat terbit.")

    page.goto(f"{here}feedback/")
    citra.at("Umpan balik")
    page.locator("[name=q1][value='5']").check()
    citra.press("Kirim umpan balik")
    citra.done("Terima kasih atas umpan baliknya.")
    page.goto("/desk/learning/sessions/certificates/")
    citra.at("Sertifikat saya")
    with page.expect_download() as download:
        page.locator("a[href$='.pdf']").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    certificate = NUMBER.search(download.value.suggested_filename.upper()).group()
    check(window(360, javascript=False), sight, printed(house, certificate), "Citra Maharani")


def printed(house, number):
    """The path of the address that the QR code on the paper holds."""
    words = [sys.executable, "-m", "tests.journeys.test_training", number]
    done = subprocess.run(words, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=True)
    return re.search(r"/certificates/\S+", done.stdout).group()


def address_of(number):
    """What `printed` asks: the paper itself holds it as a picture."""
    say.django()
    from amanah.rooms.learning.sessions import addresses
    from amanah.rooms.learning.sessions.models import Certificate  # late: both need Django

    return addresses.of_verification(number, Certificate.objects.get(number=number).code)


if __name__ == "__main__":
    print(address_of(sys.argv[1])) if sys.argv[1:] else lay()
