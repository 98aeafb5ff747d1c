import gzip
import io
from pathlib import Path

import ibis
import pytest

from amanah.redflags.data import Data
from amanah.redflags.reading import Into, Taken, UnreadableError, Wish
from amanah.redflags.reading.reader import read
from amanah.redflags.writing import Rejections

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
<trace>
<string key="concept:name" value="case-1"/><date key="deadline" value="2023-02-01T00:00:00.000+07:00"/>
<event>
<string key="concept:name" value="Registrasi"/><string key="org:resource" value="L"/><string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="2023-01-19T08:00:00.000+07:00"/>
<list key="more"><values><string key="concept:name" value="not this"/></values></list>
</event>
"""
TAIL = "</trace>\n</log>\n"


def event(activity, time):
    return f'<event><string key="concept:name" value="{activity}"/><date key="time:timestamp" value="{time}"/></event>\n'


def taken(tmp_path: Path, content: bytes, name="log.xes", **wish):
    (tmp_path / "work").mkdir()
    path = tmp_path / name
    path.write_bytes(content)
    data = Data(ibis.duckdb.connect(), "duckdb")
    into = Into(data, Wish(**wish), Taken(Rejections(io.StringIO())), tmp_path / "work")
    read([path], into)
    return data["service_events"].order_by("time").to_pyarrow().to_pylist(), into


def test_events_carry_the_attributes_of_their_trace(tmp_path):
    log = HEAD + event("Verifikasi", "2023-01-20T01:00:00Z") + TAIL

    rows, into = taken(tmp_path, gzip.compress(log.encode()), "log.xes.gz")

    first = rows[0]
    assert (first["case"], first["activity"], first["officer"], first["stage"]) == ("case-1", "Registrasi", "L", "complete")
    assert str(first["time"]) == "2023-01-19 08:00:00"
    assert str(rows[1]["time"]) == "2023-01-20 08:00:00"  # one in the morning in Greenwich is eight in Jakarta
    assert [str(row["promised"]) for row in rows] == ["2023-02-01 00:00:00"] * 2
    assert into.taken.rows["service_events"] == 2


def test_bad_events_are_rejected_by_line_and_the_rest_of_a_broken_file_is_kept(tmp_path, monkeypatch):
    log = HEAD + event("", "2023-01-20T01:00:00Z") + event("Terbit", "yesterday") + event("Verifikasi", "2023-01-20T01:00:00Z") + "<event>"

    seen = []
    monkeypatch.setattr(Into, "reject", lambda _into, file, reason, *, line=0, column="": seen.append((file, line, column, reason)))

    rows, _into = taken(tmp_path, log.encode())

    assert [row["activity"] for row in rows] == ["Registrasi", "Verifikasi"]
    assert seen[0] == ("log.xes", 12, "activity", "the event has none")
    assert seen[1] == ("log.xes", 13, "time", "'yesterday' is no time")
    assert (seen[2][1], seen[2][3][:18]) == (15, "the XML breaks off")


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log><trace><string key="x" value="&b;"/></trace></log>',
        '<?xml version="1.0"?><html><body/></html>',
        '<?xml version="1.0"?><log><trace>',
    ],
)
def test_entities_other_xml_and_empty_logs_are_of_no_use(tmp_path, content):
    with pytest.raises(UnreadableError):
        taken(tmp_path, content.encode())
