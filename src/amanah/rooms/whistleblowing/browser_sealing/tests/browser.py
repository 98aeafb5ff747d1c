"""What the page's script does, in Python: it seals with the house's own envelopes, so that tests need no browser."""

import base64
import hashlib
import json
import uuid
from dataclasses import dataclass, field

from django.urls import reverse

from amanah.engines.reports.report import ANONYMOUS, Identity, Message, Report
from amanah.foundation.evidence.uploads import NOT_CLEANED, SealedUpload
from amanah.foundation.vault import kdf
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.quorum import services as quorum
from amanah.kernel import receipts, sealing


def b64(data):
    return base64.b64encode(data).decode()


def url(name, **kwargs):
    return reverse(f"browser_sealing:{name}", kwargs=kwargs or None)


def _record(record, fields, plan, more=None):
    """A record sealed for a plan of the house: the boxes and wraps as they travel, and the split where the plan has one."""
    holders = {line["holder"]: base64.b64decode(line["public"]) for line in plan["alone"]} | (more or {})
    split = None
    if plan["together"]:
        keepers = {line["holder"]: base64.b64decode(line["public"]) for line in plan["together"]["lines"]}
        prepared = quorum.prepare(record, keepers, plan["together"]["threshold"])
        holders[prepared.holder] = prepared.public_key
        shares = [(share_id, *sealed.wraps.items(), sealed.fields["share"]) for share_id, (_n, _a, sealed) in prepared.shares.items()]
        lines = [{"id": str(one), "holder": holder, "box": b64(box), "wrap": b64(wrap)} for one, (holder, wrap), box in shares]
        split = {"id": str(prepared.id), "public": b64(prepared.public_key), "shares": lines}
    sealed = vault.seal_record(record, fields, holders)
    boxes = {"fields": sealed.fields, "wraps": sealed.wraps}
    return {name: {key: b64(box) for key, box in some.items()} for name, some in boxes.items()}, split


@dataclass
class Browser:
    """One reporter's page. `client` is a visitor of the public program."""

    client: object
    case: uuid.UUID = field(default_factory=uuid.uuid4)
    receipt: receipts.Receipt = field(default_factory=receipts.generate)
    files: dict = field(default_factory=dict)

    def __post_init__(self):
        self.salt = sealing.new_salt()
        self.secrets = receipts.mailbox_secrets(self.receipt, self.salt, kdf.parameters())

    def post(self, name, values, **kwargs):
        return self.client.post(url(name, **kwargs), json.dumps(values), content_type="application/json")

    def keys(self, *, route="inspectorate", unit="", who="", exclude=""):
        values = {"case": str(self.case), "route": route, "unit": unit, "who": who, "exclude": exclude}
        return self.post("keys", values).json()

    def attach(self, keys, content, name="catatan.txt"):
        """Seal a file and send it; answers what stands for it in the report."""
        file_id, key = str(uuid.uuid4()), sealing.new_key()
        sealer = sealing.FileSealer(key, file_id)
        sealed = sealer.header + sealer.update(content) + b"".join(sealer.finish())
        digest = hashlib.sha256(sealed).hexdigest()
        answer = self.put(keys, file_id, sealed)
        assert answer.json() == {"sha256": digest}
        plain = hashlib.sha256(content).hexdigest()
        self.files[file_id] = SealedUpload(file_id, key, name, "text/plain", len(content), plain, digest, NOT_CLEANED, "browser")
        return file_id

    def put(self, keys, file_id, sealed):
        headers = {"X-Pass": keys["pass"]}
        return self.client.post(url("file", file_id=file_id), sealed, content_type="application/octet-stream", headers=headers)

    def sealed(self, keys, *, topic="illegal_levy", route="inspectorate", report=None, identity=None, mode=ANONYMOUS, who=(), **more):
        """The body of a sending."""
        record, identity_id = f"case:{self.case}", str(uuid.uuid4())
        answers = dict.fromkeys(("who", "when", "where", "how", "known", "amount"), "") | {"what": "Diminta dua juta rupiah."}
        envelope = f"identity:{identity_id}"
        given = {"involved": tuple(who), "files": tuple(self.files), "identity_ref": envelope, **more}
        said = Report(topic, route.partition(":")[0], mode, answers, **given).to_bytes()
        fields = {"report": said if report is None else report, **{f"file/{one}": upload.to_bytes() for one, upload in self.files.items()}}
        mine = {"mailbox": self.secrets.key_pair.public}
        sealed, split = _record(record, fields, keys["report"], mine)
        who_am_i = (identity or Identity("", "", "")).to_bytes()
        inner, inner_split = _record(envelope, {"identity": who_am_i}, keys["identity"])
        return {
            "case": str(self.case),
            "ticket": keys["ticket"],
            "topic": topic,
            "report": {**sealed, "split": split},
            "identity": {"id": identity_id, "box": inner["fields"]["identity"], "wraps": inner["wraps"], "split": inner_split},
            "mailbox": self.mailbox(),
            "files": [{"id": one, "sha256": upload.ciphertext_sha256} for one, upload in self.files.items()],
        }

    def mailbox(self):
        proof = hashlib.sha256(b"amanah/authenticator/v1" + self.secrets.authenticator).digest()
        return {
            "locator": self.receipt.locator,
            "salt": b64(self.salt),
            "ops": kdf.parameters().ops,
            "mem_kib": kdf.parameters().mem_kib,
            "public": b64(self.secrets.key_pair.public),
            "authenticator_hash": b64(proof),
        }

    def send(self, body):
        return self.post("send", body)

    def file(self, *, route="inspectorate", **changes):
        """From nothing to an accepted report."""
        answer = self.send(self.sealed(self.keys(route=route), route=route, **changes))
        assert answer.json() == {"accepted": True}
        return self

    @property
    def proof(self):
        return {"locator": self.receipt.locator, "authenticator": b64(self.secrets.authenticator)}

    def open(self):
        return self.post("open", self.proof)

    def content_key(self, box):
        wrapped = base64.b64decode(box["key"])
        return sealing.unwrap(wrapped, self.secrets.key_pair, record=box["record"], holder="mailbox")

    def message(self, box, text, **changes):
        """The body of a message, sealed under the number that `box` says is next."""
        sealed = Message(text).to_bytes() if isinstance(text, str) else text
        name = f"message/{box['next']}"
        key = self.content_key(box)
        made = sealing.seal(key, sealed, record=box["record"], field=name, version=1)
        return {**self.proof, "seq": box["next"], "box": b64(made), "files": [], "answers": True} | changes
