"""Where the pages of visits are; it holds in every process, also where no desk is loaded."""


def of_visit(number: str) -> str:
    """The institution's page of one visit. Everything of the visit lies below it."""
    return f"/desk/smap/visits/{number}/"


def of_room(number: str) -> str:
    """What the external auditor sees first."""
    return f"/desk/smap/visits/{number}/room/"


def of_request(visit: str, request: str) -> str:
    """One request of the external auditor."""
    return f"/desk/smap/visits/{visit}/requests/{request}/"


def of_scope(scope: str) -> str:
    """The visits of one scope."""
    return f"/desk/smap/visits/scope/{scope}/"
