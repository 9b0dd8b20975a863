"""Passports, contracts, and freedom to move and to leave."""

from flask_babel import lazy_gettext as _l

from registry.forms.filing.choices import NONE_OF_THESE, UNKNOWN, YES_NO_UNKNOWN, choices
from registry.forms.filing.fields import CheckboxesField, IntegerField, RadioField
from registry.forms.filing.page import Answered, AtMost, PageForm, said


class PassportsForm(PageForm):
    title = _l("Passports")
    lead = _l("Where workers’ passports are, and how a worker gets one back.")

    doc_passport_holder = RadioField(
        _l("Who holds workers’ passports?"),
        [Answered(_l("Choose who holds the passports."))],
        choices=choices(
            {
                "worker": _l("The workers themselves"),
                "employer_voluntary": _l("The company keeps them, only for workers who asked"),
                "employer": _l("The company keeps them"),
                "agent": _l("An agent or contractor keeps them"),
            },
            UNKNOWN,
        ),
    )
    doc_storage_terms = CheckboxesField(
        _l("Where the company keeps a passport because the worker asked, what is assured?"),
        [
            Answered(
                _l("Choose what is assured, or “None of these”."),
                said("doc_passport_holder", "employer_voluntary"),
            )
        ],
        description=_l("Leave blank if the company keeps no passports."),
        choices=choices(
            {
                "written_request": _l("The worker asked in writing, in their own language"),
                "any_time_access": _l("The worker gets it back at any hour, without a reason"),
                "no_penalty": _l("Taking it back has no consequence"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    doc_passports_held = IntegerField(
        _l("How many passports did the company or an agent hold at the end of the period?"),
        [Answered(_l("Enter how many passports were held, or 0 if none was."))],
        offers_unknown=True,
    )


class ContractsForm(PageForm):
    title = _l("Contracts")
    lead = _l("What workers sign, in which language, and whether the job was the promised one.")

    doc_contract_items = CheckboxesField(
        _l("What is true of every migrant worker’s contract?"),
        [Answered(_l("Choose what is true of every contract, or “None of these”."))],
        choices=choices(
            {
                "native_language": _l("It is in a language the worker reads"),
                "signed_in_origin": _l("It was signed before the worker left home"),
                "copy_given": _l("The worker has a copy"),
                "wage_hours_deductions": _l("It states wage, hours and deductions"),
                "resign_terms": _l("It states how to resign"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    doc_substitution_cases = IntegerField(
        _l("In how many cases did the job or contract on arrival differ from what was signed?"),
        [Answered(_l("Enter the number of cases you found, or 0 if you found none."))],
        offers_unknown=True,
    )


class MovementForm(PageForm):
    title = _l("Freedom of movement and passes")
    lead = _l("Whether workers may go out and resign, and whether their passes are in order.")

    doc_movement_items = CheckboxesField(
        _l("Which of these can every migrant worker rely on?"),
        [Answered(_l("Choose what every worker can rely on, or “None of these”."))],
        choices=choices(
            {
                "leave_dorm_freely": _l("Going out of the hostel at any time off work"),
                "no_deposit": _l("No deposit or bond against leaving"),
                "resign_no_penalty": _l("Resigning with notice, without a penalty"),
                "phone_kept": _l("Keeping their own telephone"),
                "return_ticket_paid": _l("The ticket home, paid by the company at contract end"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    doc_passes_total = IntegerField(
        _l("How many migrant workers needed a work pass in the period?"),
        [Answered(_l("Enter how many needed a pass, or 0."))],
        offers_unknown=True,
    )
    doc_passes_lapsed = IntegerField(
        _l("For how many did the pass lapse while they worked for you?"),
        [
            Answered(_l("Enter how many passes lapsed, or 0 if none did.")),
            AtMost(
                "doc_passes_total",
                _l("This is more than the workers who needed a pass. Correct one of the two."),
            ),
        ],
        offers_unknown=True,
    )
    doc_pass_cost_payer = RadioField(
        _l("Who paid for passes and their renewal?"),
        [Answered(_l("Choose who paid for the passes."))],
        choices=choices(
            {
                "employer": _l("The employer"),
                "worker": _l("The workers"),
                "shared": _l("Both"),
            },
            UNKNOWN,
        ),
    )
    doc_approval_60k = RadioField(
        _l("Did you hold the Labour Department’s approval to employ foreign workers?"),
        [Answered(_l("Say whether you held the approval."))],
        description=_l("Section 60K of the Employment Act 1955, or the same in Sabah and Sarawak."),
        choices=YES_NO_UNKNOWN,
    )
