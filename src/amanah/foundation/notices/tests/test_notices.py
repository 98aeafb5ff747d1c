from datetime import UTC, datetime

import pytest
from django.core import mail as outbox
from django.utils import translation

from amanah.foundation.ledger import services as ledger
from amanah.foundation.notices import codes, mail, queries, services
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.kernel import clock

pytestmark = pytest.mark.django_db

LOOK = codes.register(codes.NoticeCode("sample.look", "Lihat %(number)s", urgent=True))
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def hidden(monkeypatch):
    """Who may not see "sample:" records, by user name; a test adds to it."""
    names = {"citra"}
    monkeypatch.setitem(visibility._sieves, "sample", lambda viewer, refs: set() if viewer.account.username in names else set(refs))
    monkeypatch.setitem(visibility._describers, "sample", lambda viewer, refs: [])
    return names


def tell(account, ref="sample:1"):
    return services.notify(account, "sample.look", ref, params={"number": "XS-26-AAAAAA"}, url="/desk/")


def test_a_notice_is_told_once_until_it_is_read(people, hidden):
    first = tell(people.ani)
    assert tell(people.ani) == first
    ani = people.viewer("ani")
    assert queries.unread(ani) == 1
    (told,) = queries.listing(ani).notices
    assert (told.text, told.url, told.read, told.urgent) == ("Lihat XS-26-AAAAAA", "/desk/", False, True)
    assert services.mark_read(ani, notices=[told.key]) == 1
    assert queries.unread(ani) == 0
    assert tell(people.ani) != first


def test_days_are_told_in_words(people, hidden):
    services.notify(people.ani, "sample.look", "sample:1", params={"number": "2026-03-05"})
    assert queries.listing(people.viewer("ani")).notices[0].text == "Lihat 5 Maret 2026"
    with translation.override("en"):
        assert queries.listing(people.viewer("ani")).notices[0].text == "Lihat 5 March 2026"


def test_who_may_not_see_a_record_is_told_nothing(people, hidden):
    assert tell(people.citra) is None
    assert tell(people.ani, "unheard-of:1") is None
    assert not Notice.objects.exists()


def test_who_is_excluded_later_no_longer_sees_what_they_were_told(people, hidden):
    tell(people.budi)
    hidden.add("budi")
    budi = people.viewer("budi")
    assert queries.unread(budi) == 0
    assert queries.listing(budi).notices == []


def test_the_number_is_worked_out_anew_after_every_change_and_on_another_day_only(people, hidden, monkeypatch):
    asked = []
    monkeypatch.setitem(visibility._sieves, "sample", lambda viewer, refs: asked.append(refs) or set(refs))

    def times():
        asked.clear()
        assert queries.unread(people.viewer("ani")) == Notice.objects.count()
        return len(asked)

    with clock.at(MONDAY):
        tell(people.ani)
        assert (times(), times()) == (1, 0)
        ledger.append("sample.changed", "sample:1", {}, actor="system")
        assert (times(), times()) == (1, 0)
        tell(people.ani, "sample:2")
        assert (times(), times()) == (1, 0)
    with clock.at(TUESDAY):
        assert (times(), times()) == (1, 0)


def test_all_kinds_are_asked_in_one_query(people, monkeypatch, django_assert_num_queries):
    for kind in "ab":
        Notice.objects.bulk_create(Notice(account=people.ani, code=LOOK.key, ref=f"{kind}:{n}", day=clock.today()) for n in (1, 2))
        monkeypatch.setitem(visibility._sieves, kind, lambda viewer, refs: Notice.objects.filter(ref__in=refs).exclude(ref__endswith="2"))
    monkeypatch.setitem(visibility._sieves, "c", lambda viewer, refs: {"c:1"})
    ani = people.viewer("ani")
    with django_assert_num_queries(1):
        assert visibility.visible_refs(ani, ["a:1", "a:2", "b:1", "b:2", "c:1", "c:2", "unheard-of:1"]) == {"a:1", "b:1", "c:1"}


def test_nobody_reads_anothers_notices(people, hidden):
    notice = tell(people.ani)
    assert services.mark_read(people.viewer("budi"), notices=[notice.key]) == 0
    assert queries.listing(people.viewer("budi")).notices == []


@pytest.mark.parametrize("value", ["dua kata", "x" * 49, "", "titik,koma", "baris\nbaru"])
def test_a_notice_has_no_room_for_words(people, hidden, value):
    with pytest.raises(ValueError, match="numbers, codes and days only"):
        services.notify(people.ani, "sample.look", "sample:1", params={"number": value})


def test_pages_continue_where_the_last_one_ended(people, hidden):
    for number in range(5):
        tell(people.ani, f"sample:{number}")
    ani = people.viewer("ani")
    first = queries.listing(ani, size=3)
    rest = queries.listing(ani, size=3, after=first.after)
    assert [len(first.notices), len(rest.notices), rest.after] == [3, 2, None]


def test_a_page_is_full_however_many_may_no_longer_be_shown(people, hidden, monkeypatch):
    monkeypatch.setattr(queries, "PORTION", 2)
    monkeypatch.setitem(visibility._sieves, "gone", lambda viewer, refs: set(refs) if not hidden & {"gone"} else set())
    monkeypatch.setitem(visibility._describers, "gone", lambda viewer, refs: [])
    for number in range(4):
        tell(people.ani, f"sample:{number}")
        tell(people.ani, f"gone:{number}")
    hidden.add("gone")
    ani = people.viewer("ani")
    first = queries.listing(ani, size=3)
    rest = queries.listing(ani, size=3, after=first.after)
    assert [len(first.notices), len(rest.notices), rest.after] == [3, 1, None]


@pytest.fixture
def addressed(people):
    for name in ("ani", "budi"):
        account = people.accounts[name]
        account.email = f"{name}@contoh.test"
        account.save(update_fields=["email"])
    return people


def test_mail_leaves_on_the_day_after_and_once(addressed, hidden, settings):
    with clock.at(MONDAY):
        tell(addressed.ani)
        assert mail.send_due() == 0
    with clock.at(TUESDAY):
        assert [mail.send_due(), mail.send_due()] == [1, 0]
    (message,) = outbox.outbox
    assert message.to == ["ani@contoh.test"]
    assert settings.AMANAH_DESK_ADDRESS in message.body
    for telling in ("XS-26", "sample", "Lihat"):
        assert telling not in message.body + message.subject


def test_mail_says_nothing_about_what_was_read_or_hidden(addressed, hidden):
    with clock.at(MONDAY):
        tell(addressed.ani)
        tell(addressed.budi)
        services.mark_read(addressed.viewer("ani"))
    hidden.add("budi")
    with clock.at(TUESDAY):
        assert mail.send_due() == 0
    assert outbox.outbox == []


def test_mail_is_written_in_the_readers_language(addressed, hidden):
    addressed.ani.language = "en"
    addressed.ani.save(update_fields=["language"])
    with clock.at(MONDAY):
        tell(addressed.ani)
    with clock.at(TUESDAY):
        mail.send_due()
    assert outbox.outbox[0].body.startswith("There is something for you to look at in Amanah")
