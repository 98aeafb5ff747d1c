"""Where the pages of reviews are; it holds in every process, also where no desk is loaded."""

LIST = "/desk/smap/reviews/"


def of_review(number: str) -> str:
    """The page of the review of that number."""
    return f"{LIST}{number}/"


def of_scope(number: str) -> str:
    """The reviews of the scope of that number."""
    return f"{LIST}of/{number}/"
