import pytest

from tests.filing.house import House


@pytest.fixture
def house(session) -> House:
    return House()
