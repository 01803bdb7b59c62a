import pytest
from pydantic import ValidationError

from flows.parameters import NightlyParameters, RefreshParameters, RescreenParameters
from lists.declaration import all_lists

FORMS = (NightlyParameters, RescreenParameters, RefreshParameters)


@pytest.mark.parametrize("form", FORMS)
def test_every_field_of_a_form_is_described(form):
    schema = form.model_json_schema()

    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []


@pytest.mark.parametrize("form", FORMS)
def test_lists_are_chosen_from_those_that_are_declared(form):
    lists = form.model_json_schema()["properties"]["lists"]

    assert lists["items"]["enum"] == list(all_lists())


@pytest.mark.parametrize(
    "given",
    [
        {"lists": ["nowhere"]},
        {"business_date": "2026-13-01"},
        {"bands": {"match": 101}},
        {"bands": {"match": 80, "probable": 90}},
        {"colour": "red"},
    ],
    ids=str,
)
def test_what_means_nothing_is_refused(given):
    with pytest.raises(ValidationError):
        RescreenParameters.model_validate({"counterparties": "partners.csv"} | given)
