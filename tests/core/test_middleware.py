"""What every answer of the portal has in common."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_link_to_what_only_a_press_may_do_has_a_page_of_ours(administrator_client: Client):
    response = administrator_client.get(reverse("reporting:letter_send_all_again"))

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Nothing has been sent or changed." in response.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_method_that_no_page_answers_has_a_page_of_ours(client: Client, method: str):
    response = getattr(client, method)(reverse("portal:home"))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert "Go to the first page" in response.text
