"""Where the pages of approvals are; it holds in every process, also where no desk is loaded."""

_BASE = "/desk/smap/approvals"


def of_request(number: str) -> str:
    """The page of one request to give something."""
    return f"{_BASE}/{number}/"


def of_delegation(number: str) -> str:
    """The page of one delegated decision."""
    return f"{_BASE}/delegations/{number}/"


def of_commitment(number: str) -> str:
    """The page of the commitment asked of one business associate."""
    return f"{_BASE}/commitments/{number}/"
