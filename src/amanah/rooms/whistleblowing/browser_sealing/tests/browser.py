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
from amanah.kernel import receipts, sealing


def b64(data):
    return base64.b64encode(data).decode()


def url(name, **kwargs):
    return reverse(f"browser_sealing:{name}", kwargs=kwargs or None)


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

    def sealed(self, keys, *, topic="illegal_levy", report=None, identity=None, mode=ANONYMOUS, who=()):
        """The body of a sending."""
        record, identity_id = f"case:{self.case}", str(uuid.uuid4())
        answers = dict.fromkeys(("who", "when", "where", "how", "known", "amount"), "") | {"what": "Diminta dua juta rupiah."}
        envelope = f"identity:{identity_id}"
        said = Report(topic, "inspectorate", mode, answers, involved=tuple(who), files=tuple(self.files), identity_ref=envelope).to_bytes()
        fields = {"report": said if report is None else report, **{f"file/{one}": upload.to_bytes() for one, upload in self.files.items()}}
        key, other = sealing.new_key(), sealing.new_key()
        readers = {line["holder"]: base64.b64decode(line["public"]) for line in keys["readers"]}
        readers["mailbox"] = self.secrets.key_pair.public
        custodians = {line["holder"]: base64.b64decode(line["public"]) for line in keys["custodians"]}
        who_am_i = (identity or Identity("", "", "")).to_bytes()
        return {
            "case": str(self.case),
            "ticket": keys["ticket"],
            "topic": topic,
            "report": {
                "fields": {name: b64(sealing.seal(key, plain, record=record, field=name, version=1)) for name, plain in fields.items()},
                "wraps": {holder: b64(sealing.wrap(key, public, record=record, holder=holder)) for holder, public in readers.items()},
            },
            "identity": {
                "id": identity_id,
                "box": b64(sealing.seal(other, who_am_i, record=envelope, field="identity", version=1)),
                "wraps": {
                    holder: b64(sealing.wrap(other, public, record=envelope, holder=holder)) for holder, public in custodians.items()
                },
            },
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

    def file(self, **changes):
        """From nothing to an accepted report."""
        answer = self.send(self.sealed(self.keys(), **changes))
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
