"""Where the pages of commitments are; it holds in every process, also where no desk is loaded."""

LIST = "/desk/campaigns/commitments/"
ASK = f"{LIST}ask/"


def of_commitment(number: str) -> str:
    """The page of the commitment of that number."""
    return f"{LIST}{number}/"
