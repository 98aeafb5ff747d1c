"""What can go wrong with files, each by its own name."""


class EvidenceError(Exception):
    """A file is not as it must be."""


class NotStored(EvidenceError):  # noqa: N818 - says what happened
    """The disk did not take the file (full, read-only, broken). Nothing of it is left behind, and nothing may be acknowledged."""


class NotThere(EvidenceError):  # noqa: N818
    """The database knows the file, the disk does not."""


class Refused(EvidenceError):  # noqa: N818
    """This file was refused when it arrived; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
