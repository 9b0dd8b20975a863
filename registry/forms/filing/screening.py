"""Eight questions that decide how much of a filing is asked."""

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from registry.forms.filing.choices import YES_NO
from registry.forms.filing.fields import RadioField, Text
from registry.forms.filing.page import Answered, PageForm

ANSWER = _l("Answer yes or no. If you are not sure, answer yes.")


def _question(label: Text, description: Text | None = None) -> RadioField:
    return RadioField(label, [Answered(ANSWER)], description=description, choices=YES_NO)


class ScreeningForm(PageForm):
    title = _l("Exposure")
    lead = _l(
        "Eight questions about the reporting period and every company this filing covers. With"
        " eight noes a short filing is enough. The public reads the answers, and some are audited."
    )
    why: ClassVar[Mapping[str, Text]] = {
        "scr_migrants": _l(
            "Migrant workers may have paid for their jobs, or may not hold their own passports."
            " What they met is asked in full."
        ),
        "scr_recruited_abroad": _l(
            "Fees are paid where people are recruited, often before they ever reach Malaysia."
        ),
        "scr_recruiters": _l(
            "Whoever stands between a worker and a job may charge for it, for citizens as well."
        ),
        "scr_contract_labour": _l(
            "Contractors’ workers are often migrants, and out of sight of the company they serve."
        ),
        "scr_housing": _l(
            "Housing binds a worker to an employer, and the law asks for a certificate of it."
        ),
        "scr_target_sector": _l(
            "These are the sectors that the national action plan names as targets."
        ),
        "scr_exposed_suppliers": _l(
            "What you buy may have been made under conditions that you would not allow yourself."
        ),
        "scr_known_cases": _l(
            "Where there was a case, the public should read in full what was done about it."
        ),
    }

    scr_migrants = _question(
        _l("Did any migrant worker work for you in the period?"),
        _l("Anybody who is not a Malaysian citizen, on any day, whoever employs them."),
    )
    scr_recruited_abroad = _question(
        _l("Did you recruit anybody abroad, or have it done?"),
        _l("Also people who were to begin after the period."),
    )
    scr_recruiters = _question(
        _l("Did you use a labour agency, a recruiter or an agent for any job?"),
        _l("Also for Malaysian citizens. Advertising a job yourself is not meant."),
    )
    scr_contract_labour = _question(
        _l("Did contractors’ workers clean, guard, cook, carry or build for you?"),
        _l("Also those whom the owner of a building you rent sends into your own rooms."),
    )
    scr_housing = _question(
        _l("Did you or a contractor house workers?"),
        _l("In hostels, flats, quarters or on a site, free or for rent."),
    )
    scr_target_sector = _question(
        _l(
            "Did you work in manufacturing, construction, plantations, farming, fishing, mining or"
            " services?"
        ),
        _l("Services such as cleaning, security, restaurants, hotels, laundries and housework."),
    )
    scr_exposed_suppliers = _question(
        _l("Did you buy goods or services of such work for more than a tenth of your purchases?"),
        _l("Of everything you bought in the period, by value."),
    )
    scr_known_cases = _question(
        _l("Was there a complaint, finding or order about forced labour in the last three years?"),
        _l("By anybody, in Malaysia or abroad, import bans among them, even if it was settled."),
    )
