"""What is known of an organisation and of its duty in a year, as rows of label and value."""

from calendar import monthrange
from datetime import date

from flask_babel import gettext as _

from registry.i18n import date_text, day_of_year_text
from registry.identifiers import shown
from registry.models import AliasKind, ListingState, Organisation, RegisterEntry
from registry.wording import (
    LISTING_STATES,
    MARKETS,
    REPORTING_CLASSES,
    SECTORS,
    STATES,
    TARGET_SECTORS,
)

Rows = list[tuple[str, str]]


def of_organisation(organisation: Organisation, today: date) -> Rows:
    """The facts that are known; a line is left out where nothing is."""
    market = MARKETS[organisation.market]
    rows = [
        (_("SSM registration number"), shown(organisation.ssm_number, organisation.ssm_old_number)),
        (_("Stock code"), organisation.stock_code),
        (_("LEI"), organisation.lei),
        (_("Market"), str(market)),
        (_("Listing"), _listing(organisation)),
        (_("Sector"), SECTORS.get(organisation.sector)),
        (
            _("Target sector of the national action plan"),
            TARGET_SECTORS.get(organisation.target_sector),
        ),
        (_("State"), STATES.get(organisation.state)),
        (_("Financial year ends"), _year_end(organisation)),
        (_("Formerly"), _called(organisation, AliasKind.OLD_NAME)),
        (_("Brands"), _called(organisation, AliasKind.BRAND)),
        (_("Short names"), _called(organisation, AliasKind.SHORT_NAME)),
        (_("Also known as"), _called(organisation, AliasKind.ALIAS)),
        (_("Why it reports"), _class(organisation, today)),
    ]
    return [(label, str(value)) for label, value in rows if value]


def _called(organisation: Organisation, kind: AliasKind) -> str:
    return ", ".join(alias.name for alias in organisation.aliases if alias.kind is kind)


def of_entry(entry: RegisterEntry) -> Rows:
    """The period, the deadline and why the organisation reports, of one year."""
    rows = [
        (_("Financial year"), f"{date_text(entry.period_start)} – {date_text(entry.period_end)}"),
        (_("Statement due"), date_text(entry.due_on)),
        (_("Deadline extended"), _extension(entry)),
        (_("Reports as"), str(REPORTING_CLASSES[entry.reporting_class])),
        (
            _("Duty"),
            _("Required to file") if entry.mandatory else _("Expected, not yet required by law"),
        ),
        (_("Reason"), entry.reason),
    ]
    return [(label, value) for label, value in rows if value]


def _extension(entry: RegisterEntry) -> str:
    """From which day, when it was decided, and why."""
    if entry.extended_on is None:
        return ""
    return str(
        _(
            "From %(before)s, by a decision of the regulator of %(day)s. Reason: %(reason)s",
            before=date_text(entry.first_due_on),
            day=date_text(entry.extended_on),
            reason=entry.extension_reason,
        )
    )


def _year_end(organisation: Organisation) -> str:
    leap_year = 2024
    last = monthrange(leap_year, organisation.fye_month)[1]
    day = date(leap_year, organisation.fye_month, min(organisation.fye_day, last))
    return day_of_year_text(day)


def _listing(organisation: Organisation) -> str:
    if organisation.listing_state is ListingState.LISTED:
        return ""
    words = str(LISTING_STATES[organisation.listing_state])
    since = organisation.listing_state_on
    return f"{words}, {date_text(since)}" if since else words


def _class(organisation: Organisation, today: date) -> str:
    current = organisation.class_on(today)
    if current is None:
        return ""
    words = _(
        "%(kind)s, since %(day)s",
        kind=REPORTING_CLASSES[current.reporting_class],
        day=date_text(current.since),
    )
    return f"{words}. {current.reason}" if current.reason else words
