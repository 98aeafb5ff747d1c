"""Answers in XML and JSON from one description: a list of things, or one thing, of named values.

JSON is the XML without its outermost names, as the specification asks (the "Spark convention"): a list of things is an array.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
_SINGULAR = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Refused(Exception):  # noqa: N818 - says what happened
    """What was asked is not done: an HTTP status, and a sentence for whoever reads it."""

    def __init__(self, status: int, sentence: Any) -> None:
        self.status, self.sentence = status, sentence
        super().__init__(status)


def answer(form: str, name: str, content: Any, *, status: int = 200) -> HttpResponse:
    """`content` under its outermost `name` ("services", "service_requests", "errors", …) in this format."""
    if form == "json":
        text = json.dumps(content, ensure_ascii=False, default=str)
    else:
        text = '<?xml version="1.0" encoding="utf-8"?>\n' + _element(name, content)
    response = HttpResponse(text.encode("utf-8", "replace"), content_type=TYPES[form], status=status)
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"  # what is public is public for other sites' pages too; no cookie goes with it
    return response


def errors(form: str, refusal: Refused) -> HttpResponse:
    """A refusal as the specification has it."""
    return answer(form, "errors", [{"code": refusal.status, "description": str(refusal.sentence)}], status=refusal.status)


def _element(name: str, content: Any) -> str:
    if content is None or content == "":
        return f"<{name}/>"
    if isinstance(content, Mapping):
        inner = "".join(_element(key, value) for key, value in content.items())
    elif isinstance(content, Sequence) and not isinstance(content, str):
        inner = "".join(_element(_SINGULAR.get(name, "item"), value) for value in content)
    elif isinstance(content, bool):
        inner = "true" if content else "false"
    else:
        inner = escape(_NOT_IN_XML.sub("", str(content)))
    return f"<{name}>{inner}</{name}>"
