"""What a visitor typed or is must not come out by a log or an error answer, whatever breaks and wherever."""

import logging
import sys
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from amanah.config import logs
from amanah.config.gate import WholeBody, gate

# Django looks at the database's connection when a request begins, and one may be open from an earlier test.
pytestmark = pytest.mark.django_db

PLANTED = ("rahasiabadan", "rahasiakuki", "rahasiatanya", "rahasiaperamban", "203.0.113.77", "rahasiaperujuk", "rahasialokasi")


def fail_with_everything(request):
    quoted = {**request.POST.dict(), **request.GET.dict(), **request.COOKIES, "agent": request.META.get("HTTP_USER_AGENT")}
    try:
        int(f"{quoted}")
    except ValueError as error:
        raise RuntimeError(f"about {quoted}") from error


def stream_and_fail(request):
    def pieces():
        yield b"begin"
        raise RuntimeError(request.POST["text"])

    return StreamingHttpResponse(pieces())


def show_meta(request):
    return HttpResponse(repr(sorted((name, value) for name, value in request.META.items() if isinstance(value, str))))


urlpatterns = [path("fail/", fail_with_everything), path("stream/", stream_and_fail), path("meta/", show_meta)]


def environ(where: str) -> dict:
    body = b"text=rahasiabadan"
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": where,
        "QUERY_STRING": "q=rahasiatanya",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_COOKIE": "kuki=rahasiakuki",
        "HTTP_USER_AGENT": "rahasiaperamban",
        "HTTP_REFERER": "http://localhost/report/rahasiaperujuk/?x=rahasialokasi",
        "HTTP_X_FORWARDED_FOR": "203.0.113.77",
        "HTTP_X_FORWARDED_PROTO": "https",
        "REMOTE_ADDR": "203.0.113.77",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }


@pytest.fixture
def log():
    """What the intake program would write to standard error."""
    lines: list[str] = []
    formatter = logs.Scrubbed()

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(formatter.format(record))

    root, handler = logging.getLogger(), Keep()
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


def call(application, where):
    started = []
    answer = application(environ(where), lambda status, headers, exc_info=None: started.append((status, headers)))
    return started, answer


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], DEBUG_PROPAGATE_EXCEPTIONS=False)
@pytest.mark.parametrize("where", ["/fail/", "/nothing-here/rahasialokasi/"])
def test_an_error_leaves_a_name_and_a_place_and_no_planted_word(log, where):
    started, answer = call(gate(WSGIHandler(), "intake", anonymous=True), where)
    everything = "\n".join(log) + repr(started) + repr(answer)
    assert not [word for word in PLANTED if word in everything.replace(where, "")]
    assert bool(log) == (where == "/fail/"), "an error is noticed, a missing page is none"
    if where == "/fail/":
        assert "builtins.RuntimeError" in everything
        assert "builtins.ValueError" in everything
        assert f"{__name__}:fail_with_everything:" in everything


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_an_error_in_the_middle_of_an_answer_reaches_the_server_without_its_words(log):
    _, answer = call(gate(WSGIHandler(), "intake", anonymous=True), "/stream/")
    with pytest.raises(Exception, match=r"^$") as caught:
        list(answer)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "builtins.RuntimeError" in "\n".join(log)
    assert not [word for word in PLANTED if word in "\n".join(log)]


def test_an_error_outside_django_is_answered_in_plain_words(log):
    def broken(environ, start_response):
        raise LookupError(environ["HTTP_COOKIE"])

    started, answer = call(gate(broken, "intake", anonymous=True), "/")
    assert started[0][0].startswith("500 ")
    assert b"BELUM terkirim" in answer[0]
    assert "rahasiakuki" not in "\n".join(log)


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_intake_never_learns_who_the_visitor_is():
    _, (page,) = call(gate(WSGIHandler(), "intake", anonymous=True), "/meta/")
    seen = page.decode()
    assert not [word for word in ("rahasiaperamban", "203.0.113.77", "rahasiaperujuk") if word in seen]
    assert "('HTTP_REFERER', 'http://localhost/')" in seen  # enough for the cross-site check
    assert "HTTP_X_FORWARDED_PROTO" in seen


def test_the_desk_keeps_its_message_but_not_the_words_of_an_error():
    try:
        raise RuntimeError("rahasiabadan")  # noqa: TRY301 - an error with a trace is what is needed
    except RuntimeError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, __file__, 1, "Failed: %s", ("/desk/cases/",), sys.exc_info())
    text = logs.WithoutValues().format(record)
    assert "Failed: /desk/cases/" in text
    assert "builtins.RuntimeError" in text
    assert "rahasiabadan" not in text


def test_a_body_that_ends_early_is_an_error_and_not_a_shorter_upload():
    body = WholeBody(BytesIO(b"abc"), 5)
    assert body.read(3) == b"abc"
    with pytest.raises(OSError, match="ended early"):
        body.read(3)


def test_a_whole_body_reads_like_a_stream():
    assert WholeBody(BytesIO(b"ab\ncd"), 5).read() == b"ab\ncd"
    assert WholeBody(BytesIO(b"ab\ncd extra"), 5).read() == b"ab\ncd"
    assert list(WholeBody(BytesIO(b"abcd"), 4)) == [b"abcd"]
    stream = WholeBody(BytesIO(b"ab\ncd"), 5)
    assert [stream.readline(), stream.readline(1), stream.readline(), stream.readline()] == [b"ab\n", b"c", b"d", b""]
