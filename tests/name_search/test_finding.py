"""Who is found, in which order, and how surely a line of a list means somebody."""

from datetime import date

import pytest
from sqlalchemy import select

from registry import name_search, organisations
from registry.extensions import db
from registry.models import ListingState, Market, NameKind, Organisation, ReportingClass
from registry.organisations import OrganisationRecord
from tests.factories import AT, an_organisation, complete_answers
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

LISTED = {"market": Market.MAIN, "listing_state": ListingState.LISTED}


def a_register(*names, **facts):
    """Organisations that are not listed unless ``facts`` say so."""
    return organisations.add([OrganisationRecord(name=name, **facts) for name in names])


def offered(text):
    return [hit.name for hit in name_search.suggestions(text).hits]


def matching(text):
    found = name_search.condition(text, Organisation.id)
    return db.session.scalars(select(Organisation.name).where(found).order_by("name")).all()


def test_whole_names_come_before_parts_and_those_who_report_before_others():
    a_register("Contoh Getah Jaya", "Lama Contoh Getah")
    a_register("Contoh Getah Raya Besar", "Maju Contoh", **LISTED)
    assert offered("contoh") == [
        "Contoh Getah Raya Besar",
        "Contoh Getah Jaya",
        "Maju Contoh",
        "Lama Contoh Getah",
    ]


def test_a_volunteer_comes_before_who_has_no_duty():
    a_register("Contoh Aman")
    organisations.add(
        [
            OrganisationRecord(
                name="Contoh Zaman",
                classes=((date(2023, 1, 1), ReportingClass.VOLUNTARY, ""),),
            )
        ]
    )
    assert offered("contoh") == ["Contoh Zaman", "Contoh Aman"]


def test_words_may_stand_in_any_order_and_the_exact_name_comes_first():
    a_register("Contoh Getah Utara", "Getah Contoh")
    assert offered("getah contoh") == ["Getah Contoh", "Contoh Getah Utara"]


def test_a_kind_of_company_may_be_unfinished():
    a_register("Contoh Getah Sdn Bhd", "Contoh Berani")
    assert offered("contoh getah sdn b") == ["Contoh Getah Sdn Bhd"]
    assert offered("contoh ber") == ["Contoh Berani"]


def test_malay_and_english_words_find_each_other():
    a_register("Contoh Gloves", "Sarung Tangan Lama", "Ladang Sawit Contoh", "Palm Oil Lama")
    assert matching("sarung tangan") == ["Contoh Gloves", "Sarung Tangan Lama"]
    assert matching("glove") == ["Contoh Gloves", "Sarung Tangan Lama"]
    assert matching("oil palm") == ["Ladang Sawit Contoh", "Palm Oil Lama"]
    assert matching("plantations contoh") == ["Ladang Sawit Contoh"]


def test_a_text_without_words_asks_nothing():
    a_register("Contoh Getah")
    assert matching(" - ") == ["Contoh Getah"]
    assert name_search.meant("-") is None


def test_what_was_meant_is_said_only_where_the_words_find_nobody():
    a_register("Contoh Getah", "Contoh Gerah")
    assert name_search.meant("contoh getah") is None
    assert name_search.meant("contih gerah") == "contoh gerah"
    assert name_search.meant("contoh getahh") == "contoh getah"
    assert name_search.meant("xyzzy qwertz") is None


def test_what_was_meant_finds_somebody():
    a_register("Sinar Harapan Contoh", "Kilang Papan")
    for typed in ("sinarharapan", "sin ar harapan", "harapan snar", "kilang papaan jauh sekali"):
        assert matching(name_search.meant(typed) or typed), typed


def test_a_wrong_digit_is_not_corrected():
    a_register("Contoh Getah", ssm_number="201901000005")
    assert offered("201901000005") == ["201901000005"]
    assert offered("201901000006") == []
    assert name_search.best_match("201901000006") == []


@pytest.mark.parametrize(
    "typed", ["201901000005", "2019 0100 0005", "1312525-A", "1312525a", "0012", "0012.KL"]
)
def test_a_number_is_certain(typed):
    [id] = a_register(
        "Contoh Getah Berhad",
        ssm_number="201901000005",
        ssm_old_number="1312525-A",
        stock_code="0012",
    )
    [found] = name_search.best_match(typed)
    assert (found.organisation_id, found.kind, found.confidence) == (id, NameKind.NUMBER, 1)
    assert found.name == "Contoh Getah Berhad"


def test_a_number_is_worth_more_than_the_name_beside_it():
    a_register("Contoh Getah Berhad")
    [id] = a_register("Contoh Besi Berhad", ssm_number="201901000005")
    [found] = name_search.best_match("Contoh Getah Berhad (201901000005)")
    assert found.organisation_id == id


def test_whole_names_are_certain_whatever_the_kind_of_company():
    a_register("Contoh Getah Berhad", "Contoh Getah Utara Berhad")
    [best, *_others] = name_search.best_match("CONTOH GETAH SDN. BHD.")
    assert (best.name, best.confidence) == ("Contoh Getah Berhad", 1)


def test_an_old_name_leads_to_the_name_of_today():
    a_register("Contoh Getah Berhad", old_names=("Kebun Lama Bhd",))
    [found] = name_search.best_match("Kebun Lama")
    assert (found.name, found.matched) == ("Contoh Getah Berhad", "Kebun Lama Bhd")
    assert (found.kind, found.confidence) == (NameKind.OLD_NAME, 1)


def test_two_of_one_name_are_both_certain():
    a_register("Contoh Getah Berhad", ssm_number="201901000005")
    a_register("Contoh Getah Sdn Bhd", ssm_number="201901000006")
    assert [each.confidence for each in name_search.best_match("contoh getah")] == [1, 1]


def test_a_slip_is_nearly_certain_and_a_part_is_not():
    a_register("Contoh Getah Berhad")
    [slip] = name_search.best_match("Contoh Getha Berhad")
    [part] = name_search.best_match("Getah")
    assert part.confidence < 0.75 < slip.confidence < 1


def test_forgotten_organisations_are_not_found():
    ids = a_register("Contoh Getah", "Contoh Besi")
    name_search.forget(ids[:1])
    assert offered("contoh") == ["Contoh Besi"]
    assert offered("gteah") == []


def test_a_company_that_a_public_statement_names_leads_to_whose_it_is():
    rows = complete_answers()["period"]["entities"]
    named = [*rows, {**rows[0], "name": "Anak Lembah Sdn Bhd", "ssm_number": "201901009999"}]
    parent = an_organisation("Induk Contoh Berhad")
    statement = a_statement(parent, answers={"period": {"entities": named}})
    [found] = name_search.best_match("ANAK LEMBAH")
    assert (found.organisation_id, found.name) == (parent.id, "Induk Contoh Berhad")
    assert (found.matched, found.kind) == ("Anak Lembah Sdn Bhd", NameKind.SUBSIDIARY)
    assert found.confidence < 0.9
    amended(statement, at=AT, answers={"period": {"entities": rows}})
    assert name_search.best_match("ANAK LEMBAH") == []


def test_a_changed_organisation_keeps_what_its_statements_name():
    [id] = a_register("Induk Contoh Berhad")
    name_search.keep_companies(id, ["Anak Lembah Sdn Bhd", "Anak Lembah Bhd", "..."])
    organisations.change([(id, OrganisationRecord(name="Induk Baharu Berhad"))])
    [found] = name_search.best_match("Anak Lembah")
    assert found.name == "Induk Baharu Berhad"
    assert offered("anak lem") == []


@pytest.mark.parametrize("typed", ["contohgetahutara", "contohgetahutar", "contohgetahutarajaya"])
def test_a_name_of_several_words_written_as_one(typed):
    a_register("Contoh Getah Utara Jaya Berhad", "Contoh Sawit Berhad", "Getah Utara Berhad")
    assert offered(typed) == ["Contoh Getah Utara Jaya Berhad"]
    assert name_search.best_match(typed)[0].name == "Contoh Getah Utara Jaya Berhad"


def test_a_name_whose_first_word_begins_another():
    """The longest word with which it may begin leads nowhere; a shorter one does."""
    a_register("Air Asia Rimba Berhad", "Airas Maju Berhad")
    assert offered("airasiarimba") == ["Air Asia Rimba Berhad"]
