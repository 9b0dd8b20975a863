"""What an office without migrant workers, recruiters and exposure files: the short path."""

from registry.scoring.screening import LEFT_OUT, QUESTIONS
from seed.answers.setting import Pages


def short(pages: Pages) -> Pages:
    """The pages that a short filing is asked, with eight noes and nothing that says otherwise."""
    kept = {name: dict(page) for name, page in pages.items() if name not in LEFT_OUT}
    kept["screening"] = dict.fromkeys(QUESTIONS, "no")
    kept["workforce"]["workforce_has_migrants"] = "no"
    kept["risk"] |= {"rsk_outsourced_used": "no", "rsk_scope": ["own_operations", "suppliers"]}
    kept["risk"].pop("rsk_outsourced_controls", None)
    return kept
