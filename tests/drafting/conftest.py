import pytest

from registry.models import StaffRole
from tests import factories as make


@pytest.fixture
def senior(session):
    return make.a_user("Siti Senior", staff=StaffRole.SENIOR_OFFICER)


@pytest.fixture
def administrator(session):
    return make.a_user("Lim Admin", staff=StaffRole.ADMINISTRATOR)
