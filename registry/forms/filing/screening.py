"""Eight questions that decide how much of a filing is asked."""

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
        "Eight questions. If all are answered no, a shorter filing is enough. The public reads your"
        " answers, and some short filings are audited."
    )

    scr_migrants = _question(
        _l("Did any migrant worker work for you in the period?"),
        _l("Employed by you or supplied by a contractor, on any day."),
    )
    scr_recruited_abroad = _question(_l("Did you recruit anybody abroad, or have it done?"))
    scr_recruiters = _question(
        _l("Did you use a labour agency, a recruiter or an agent for any job?")
    )
    scr_contract_labour = _question(
        _l("Did contractors’ workers clean, guard, cook, carry or build for you?")
    )
    scr_housing = _question(_l("Did you or a contractor house workers?"))
    scr_target_sector = _question(
        _l(
            "Did you work in manufacturing, construction, plantations, farming, mining or services?"
        ),
        _l("Services such as cleaning, security, restaurants, hotels and laundries."),
    )
    scr_exposed_suppliers = _question(
        _l("Did you buy goods or services of such work for more than a tenth of your purchases?")
    )
    scr_known_cases = _question(
        _l("Was there a complaint, finding or order about forced labour in the last three years?")
    )
