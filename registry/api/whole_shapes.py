"""What the answers about one organisation or one statement hold."""

from marshmallow import Schema, fields

from registry.api.shapes import SHA256, anything, several, text, whole


class Concern(Schema):
    reference = text()
    kind = text()
    year = whole("Of the statement it is about; null where it is about none.", null=True)
    who = text("Name and role, where who sent it wanted them shown.")
    sent_on = fields.Date(required=True)
    answer = text("The organisation's answer; empty where there is none yet.")
    answered_at = fields.DateTime(required=True, allow_none=True)
    answer_by = fields.Date(required=True, metadata={"description": "Day to answer by."})
    text = text("As an officer accepted it.")


class ConcernList(Schema):
    organisation_id = whole()
    concerns = several(Concern, "Newest first, the last ones.")


class ReportingClass(Schema):
    reporting_class = text()
    since = fields.Date(required=True)
    reason = text()


class OrganisationYear(Schema):
    year = whole()
    status = text()
    status_on = fields.Date(required=True)
    as_of = fields.Date(required=True)
    due_on = fields.Date(required=True)
    first_due_on = fields.Date(required=True, allow_none=True)
    statement_id = whole(null=True)
    version = whole(null=True)
    grade = text("Null until it is public.", null=True)
    rules = text(null=True)
    grade_public_on = fields.Date(required=True, allow_none=True)
    grade_withdrawn_on = fields.Date(required=True, allow_none=True)
    grade_withdrawn_reason = text(null=True)


class OtherName(Schema):
    name = text()
    kind = text("old_name, brand, short_name or alias.")


class Organisation(Schema):
    id = whole("Its permanent number.")
    name = text()
    aliases = several(fields.String(), "Other names.")
    other_names = several(OtherName, "The same, each with its kind.")
    ssm_number = text(null=True)
    ssm_old_number = text(null=True)
    stock_code = text(null=True)
    lei = text(null=True)
    market = text()
    sector = text()
    target_sector = text()
    state = text()
    listing_state = text()
    vouched_by = text("How surely the register knows today whoever may sign for it.")
    reporting_classes = several(ReportingClass)
    years = several(OrganisationYear, "Newest first.")
    commitments = several(fields.Dict(), "Each with what later statements said of it.")
    in_statements_of = several(fields.Dict(), "Statements of others that name it.")


class Owner(Schema):
    id = whole()
    name = text()
    ssm_number = text(null=True)


class Version(Schema):
    version = whole()
    published_at = fields.DateTime(required=True)
    change_note = text()
    sha256 = text(pattern=SHA256)


class StatementWhole(Schema):
    id = whole("Its permanent number.")
    reference = text()
    organisation = fields.Nested(Owner, required=True)
    year = whole()
    version = whole()
    period_start = fields.Date(required=True)
    period_end = fields.Date(required=True)
    submitted_on = fields.Date(required=True)
    published_at = fields.DateTime(required=True)
    change_note = text()
    note = text()
    sha256 = text(pattern=SHA256)
    path = text()
    document_sha256 = text(null=True, pattern=SHA256)
    vouched_by = text("How surely the register knew whoever signed it.")
    agencies = several(fields.String(), "The agencies that helped to prepare it.")
    answers = anything("By page and field, under the names of filing.schema.json.")
    companies = several(fields.Dict(), "Companies of the group.")
    corridors = several(fields.Dict())
    fee_lines = several(fields.Dict())
    grade_public_on = fields.Date(required=True)
    grade_withdrawn_on = fields.Date(required=True, allow_none=True)
    grade_withdrawn_reason = text(null=True)
    withdrawn_on = fields.Date(required=True, allow_none=True)
    withdrawn_reason = text(null=True)
    assessment = anything("Null until the right of reply has ended.", null=True)
    replies = several(fields.Dict())
    versions = several(Version, "Newest first.")


class ChangedAnswer(Schema):
    page = text()
    field = text()
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ChangedOutcome(Schema):
    criterion = text()
    before = text()
    after = text()


class StatementDifferences(Schema):
    statement_id = whole()
    version = whole()
    since = whole("The version that it is compared with.")
    answers = several(ChangedAnswer)
    findings = several(ChangedOutcome, "Empty until both assessments are public.")
    judged = fields.Boolean(required=True)
    same_document = fields.Boolean(required=True)
