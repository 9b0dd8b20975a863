"""What the public sent to the town and follows of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from registry.concerns import answering, deciding, sending
from registry.following import addresses, lists, subscribing
from registry.following.matching import Matched
from registry.following.reading import Line
from registry.following.topics import Kind, Topic
from registry.models import Concern, ConcernKind, Filing, User
from tests.factories import AT

QUESTION = "Were leavers repaid too, and how did you find them?"


class Public:
    """A concern at each of its stages, an address that follows, and a list of suppliers."""

    def __init__(
        self, filing: Filing, *, officer: User, signatory: User, letter: str, now: datetime
    ) -> None:
        self.organisation = filing.organisation
        self.waiting = self.sent(f"{letter}", "Who checked the figures?", filing, now)
        if self.waiting.address:
            self.waiting.address.link_sha256 = sending.digest(letter)
        self.danger = self.sent("danger", "Somebody is locked in.", filing, now, danger=True)
        decided = {"by": officer, "reason": "", "note": ""}
        self.asked = self.sent("asked", "Which agents were paid?", filing, now)
        deciding.accept(self.asked, at=now, text=self.asked.text, **decided)
        self.closed = self.sent("closed", QUESTION, filing, AT)
        deciding.accept(self.closed, at=AT, text=QUESTION, **decided)
        answering.answer(self.closed, by=signatory, at=AT, text="Yes, by bank transfer.", send=True)
        deciding.publish_answer(self.closed, by=officer, at=AT, note="")
        self.late = self.sent("late", "What became of the sub-agent?", filing, AT)
        deciding.accept(self.late, at=AT, text=self.late.text, **decided)
        self.follow(now)

    def sent(
        self, link: str, text: str, filing: Filing, at: datetime, *, danger: bool = False
    ) -> Concern:
        kind = ConcernKind.DANGER if danger else ConcernKind.QUESTION
        sent = sending.Sent(
            kind=kind, text=text, year=filing.year, language="en", email=f"{link}@example.com"
        )
        return sending.send(sent, filing.organisation, link=link, at=at)

    def follow(self, now: datetime) -> None:
        lines = (Line(self.organisation.name, ""), Line("Nobody Berhad", "0001"))
        known = Matched(lines[0], "name", self.organisation.id, 1.0)
        self.list = lists.keep([known, Matched(lines[1], "none")], at=now)
        topics = (Topic(Kind.REGISTER), Topic(Kind.LIST, str(self.list.id)))
        self.new, self.following = (
            subscribing.ask(f"{name}@example.com", topic, language="en", at=now)
            for name, topic in zip(("new", "known"), topics, strict=True)
        )
        subscribing.confirm(self.following, at=now)

    def pages(self, letter: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Who opens what, with what."""
        own = {"organisation_id": self.organisation.id}
        yield "reader", "public.ask", own
        yield "reader", "public.ask", own | {"year": 2026}
        yield "reader", "public.confirm_asker", {"link": letter}
        for link in (letter, "danger", "asked", "closed", "late"):
            yield "reader", "public.asked", {"link": link}
        yield "reader", "public.follow", {}
        yield "reader", "public.follow", {"organisation": self.organisation.id}
        for following in (self.new, self.following):
            yield "reader", "public.following", {"token": addresses.token(following)}
        token = addresses.token(self.following)
        yield "reader", "public.stop_following", {"token": token}
        yield "reader", "public.stop_following", {"token": "ended"}
        yield "reader", "public.suppliers_page", {}
        yield "reader", "public.supplier_list", {"token": addresses.token(self.list)}
        for visitor in ("officer", "monitor"):
            yield visitor, "review.concerns", {}
            for concern in (self.waiting, self.danger, self.asked, self.closed):
                yield visitor, "review.concern", {"concern_id": concern.id}
        yield "signatory", "filing.concerns", {}
        for concern in (self.asked, self.closed, self.late):
            yield "signatory", "filing.concern", {"concern_id": concern.id}
