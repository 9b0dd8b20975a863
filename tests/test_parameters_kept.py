"""What the code knows by itself, and the page of dated values shows, is one and the same."""

import pytest

from registry import identifiers
from registry.identifiers import IdentifierError
from registry.scoring import load_parameters
from registry.wording import TARGET_SECTORS


def newest(name):
    return load_parameters()[name].values[-1].value


@pytest.mark.parametrize("code", [f"{number:02d}" for number in range(100)])
def test_a_registration_number_has_one_of_the_types_of_the_parameters(code):
    number = f"2019{code}000005"
    if code in newest("ssm_number_types"):
        assert identifiers.ssm_number(number) == number
    else:
        with pytest.raises(IdentifierError):
            identifiers.ssm_number(number)


def test_the_target_sectors_are_those_of_the_national_plan():
    assert set(TARGET_SECTORS) == set(newest("high_risk_sectors"))
