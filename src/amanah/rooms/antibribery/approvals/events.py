"""What the rest of the house may hear about approvals. Events carry codes and references, never words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApprovalStepped:
    """Something was done about a request to give, a delegated decision or an associate's commitment; `ref` says which."""

    ref: str
    actor: str
    act: str
    source: str
    target: str
