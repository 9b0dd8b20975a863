"""One fictional filing: who acts, for which period, by which practice, and how far it goes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from registry.models import FilerRole, RegisterEntry, User
from registry.obligations import Period
from seed.answers import answers_of
from seed.answers.setting import Pages
from seed.companies import Company
from seed.stories import Course, Practice, practice_before

LAST_DAY = date(2026, 11, 20)
"""Nothing in the stories happens after this day."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a filing before it is played."""

    company: Company
    number: int
    entry: RegisterEntry
    year: int
    people: dict[FilerRole, User]
    officer: User
    practice: Practice
    course: Course

    @property
    def period(self) -> Period:
        return Period(self.entry.period_start, self.entry.period_end, self.entry.due_on)

    @property
    def signed_at(self) -> datetime:
        if self.course is Course.AWAITING:
            return moment(LAST_DAY - timedelta(days=1 + self.number * 7 % 24))
        late = self.course is Course.PUBLISHED_LATE
        days = 40 if late else -(10 + self.number % 35)
        return moment(min(self.entry.due_on, LAST_DAY - timedelta(days=60)) + timedelta(days=days))

    @property
    def prepared_at(self) -> datetime:
        return self.signed_at - timedelta(days=5)

    def answers(self) -> Pages:
        return answers_of(
            self.company,
            self.practice,
            self.period,
            approved_on=self.prepared_at.date() - timedelta(days=3),
            before=practice_before(self.number, self.year),
        )


def moment(day: date, hour: int = 2) -> datetime:
    return datetime.combine(day, time(hour), UTC)
