"""A photograph and a document that give their sender away: seen before sending, cleaned, and read at the desk without what they hid."""

import secrets

from playwright.sync_api import expect

from amanah.foundation.evidence.tests import samples
from tests.journeys import traces
from tests.journeys.reporter import Reporter, Story

HIDDEN = {"author": samples.NAME, "maker": "Pabrik", "device": "Telepon 7", "template": "surat.dotm"}


class Careful(Reporter):
    """Reads what each file reveals before going on, and chooses the cleaned copies."""

    def _files(self, story):
        super()._files(story)
        photograph, document = self.page.locator(".looked > li").all()
        for revealed in ("Tempat (GPS): -6.20861, 106.84556", f"Nama pembuat: {samples.NAME}", "Merek dan jenis alat: Pabrik Telepon 7"):
            expect(photograph).to_contain_text(revealed)
        expect(document).to_contain_text(f"Nama pembuat: {samples.NAME}")
        for one in (photograph, document):
            one.locator("[value=cleaned]").check()


def hidden_in(data):
    """What of HIDDEN stands in a file, also in what is compressed inside it."""
    return {name for part in samples.everything_in(data) for name in traces.found_in(part, HIDDEN)}


def test_the_desk_gets_cleaned_copies_and_nothing_of_what_the_files_hid(window, staff):
    files = {f"{samples.NAME}.jpg": samples.jpeg(), f"surat {samples.NAME}.docx": samples.docx()}
    assert [hidden_in(data) for data in files.values()] == [{"author", "maker", "device"}, set(HIDDEN)], "the files hide something at first"
    told = f"Fotonya menunjukkan kuitansi {secrets.token_hex(4)}."
    reporter = Careful(window(360, javascript=False))
    receipt = reporter.report(Story(what=told, files=files))
    reporter.open_mailbox(*receipt)
    number = reporter.page.locator("main code").first.inner_text()

    ani = staff("ani")
    page = ani.page
    ani.open(number, "evidence")
    links = page.locator("main tr[id^=file-] a")
    names = sorted(links.all_inner_texts())
    assert names == ["berkas-1.jpg", "berkas-2.docx"]
    assert traces.found_in(page.content().encode(), HIDDEN) == []
    got = {}
    for name in names:
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        got[name] = download.value.path().read_bytes()
    assert {name: hidden_in(data) for name, data in got.items()} == {name: set() for name in names}
    with samples.Image.open(samples.io.BytesIO(got["berkas-1.jpg"])) as picture:
        assert picture.size == (60, 40)
        assert not picture.getexif()
    assert any(samples.VISIBLE.encode() in part for part in samples.everything_in(got["berkas-2.docx"])), (
        "what everybody may read is still there"
    )
