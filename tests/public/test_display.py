"""A reader's choice of text size and contrast, without a script."""

import pytest


@pytest.mark.parametrize("address", ["/en/", "/ms/about", "/en/register?q=steel"])
def test_a_choice_is_remembered_and_leads_back(client, address):
    answer = client.post("/en/display", data={"size": "largest", "back": address})
    assert (answer.status_code, answer.location) == (303, address)
    assert 'data-text-size="largest"' in client.get(address).text
    client.post("/en/display", data={"contrast": "high", "back": address})
    page = client.get(address).text
    assert 'data-text-size="largest" data-contrast="high"' in page


def test_the_normal_display_leaves_no_cookie(client):
    client.post("/en/display", data={"size": "large"})
    assert client.get_cookie("display").value == "large.normal"
    client.post("/en/display", data={"size": "normal"})
    assert client.get_cookie("display") is None
    assert "data-text-size" not in client.get("/en/").text


@pytest.mark.parametrize("sent", [{"size": "huge"}, {"contrast": "<script>"}, {}])
def test_what_is_no_choice_changes_nothing(client, sent):
    client.post("/en/display", data={"size": "large"})
    client.post("/en/display", data=sent)
    assert "<script>" not in client.get("/en/").text.partition("<body>")[0]


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1", "/en\r\nX: y"]
)
def test_nobody_is_led_elsewhere(client, back):
    answer = client.post("/en/display", data={"size": "large", "back": back})
    assert answer.location == "/en/"


@pytest.mark.parametrize("cookie", ["", ".", "x.y", "large", "....", "large.high.more"])
def test_any_cookie_gives_a_page(client, cookie):
    client.set_cookie("display", cookie)
    assert client.get("/en/").status_code == 200
