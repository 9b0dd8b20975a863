"""What the check page foretells is what is published, whatever the filing says."""

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings

from registry import publication
from registry.assessment import assess_draft, assess_version
from registry.clock import KUALA_LUMPUR
from registry.filing import services
from registry.models import FilerRole, FilingStatus
from registry.scoring import FIELDS
from registry.scoring.fields import FACTS
from tests import factories as make
from tests.scoring.generated import fee_lines, surroundings

SIGNED_ON = date(2026, 5, 20)
SIGNED_AT = datetime(2026, 5, 20, 11, tzinfo=KUALA_LUMPUR)


def as_pages(answers):
    """Flat answers under the pages that ask them."""
    pages = {field.page: {} for field in FIELDS.values() if field.page != "facts"}
    for name in answers.keys() - set(FACTS):
        pages[FIELDS[name].page][name] = answers[name]
    return pages


def a_signed_filing(answers):
    """The filing ready to sign, and its signatory."""
    organisation = make.an_organisation()
    preparer = make.a_filer(organisation)
    signatory = make.a_filer(organisation, FilerRole.SIGNATORY)
    filing = make.a_filing(
        organisation, by=preparer, pages=as_pages(answers), status=FilingStatus.READY
    )
    make.a_document(filing, by=preparer)
    return filing, signatory


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(surroundings(), fee_lines())
def test_the_preview_equals_what_is_published(session, answers, lines):
    filing, signatory = a_signed_filing({**answers, "fees": lines})
    preview = assess_draft(filing, today=SIGNED_ON).as_dict()
    version = services.submit(filing, by=signatory, at=SIGNED_AT, signing=make.signing(filing))
    judged = assess_version(version, filing)
    filing.move_to(FilingStatus.PUBLISHED, by=None, at=SIGNED_AT + timedelta(days=5))
    publication.publish(
        filing, version, assessment=judged, at=SIGNED_AT + timedelta(days=5), note=""
    )
    assert preview == judged.as_dict() == version.assessment
