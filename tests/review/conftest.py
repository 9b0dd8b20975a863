import pytest

from registry.filing import services
from registry.models import StaffRole
from tests import factories as make
from tests.filing.house import House


@pytest.fixture
def house(session) -> House:
    return House()


@pytest.fixture
def officer(session):
    return make.a_user("Farid Officer", staff=StaffRole.OFFICER)


@pytest.fixture
def filed(house):
    """A complete filing that its signatory has filed."""
    services.mark_ready(house.filing, by=house.preparer, at=make.AT)
    services.submit(
        house.filing, by=house.signatory, at=make.AT, signing=make.signing(house.filing)
    )
    return house.filing
