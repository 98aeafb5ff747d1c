"""Where the pages of nonconformities are; it holds in every process, also where no desk is loaded."""


def of_nonconformity(number: str) -> str:
    """The page of the nonconformity of that number."""
    return f"/desk/smap/nonconformities/{number}/"
