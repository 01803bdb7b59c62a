"""A publisher on this machine: declarations whose addresses lead to the local server of a test."""

import json

from lists.declaration import declared

XML = "application/xml"


def serve_ns_cmic(httpserver, files, *, status=200, content_type="text/csv", last_modified=None):
    """Publish these files of the 59; the answer is the declaration that leads there."""
    headers = {"Last-Modified": last_modified} if last_modified else {}
    for role, content in files.items():
        httpserver.expect_request(f"/{role}.csv").respond_with_data(
            content, status=status, content_type=content_type, headers=headers
        )
    return moved(declared("us-ns-cmic"), {role: httpserver.url_for(f"/{role}.csv") for role in files})


def serve_entity_list(httpserver, content, *, edition="2026-07-23", bounds=None):
    """Publish this edition of Part 744 with the list of editions; the answer is the declaration that leads there."""
    titles = json.dumps({"titles": [{"number": 15, "up_to_date_as_of": edition}]})
    httpserver.expect_request("/titles.json").respond_with_data(titles, content_type="application/json")
    httpserver.expect_request(f"/full/{edition}/title-15.xml", query_string="part=744").respond_with_data(
        content, content_type=XML
    )
    base = httpserver.url_for("/")
    return moved(
        declared("us-entity-list"),
        {"part_744": f"{base}full/{{edition}}/title-15.xml?part=744"},
        edition_url=f"{base}titles.json",
        **({"bounds": bounds} if bounds else {}),
    )


def moved(declaration, urls, **changes):
    """The declaration with other addresses."""
    published = declaration.published
    files = {role: published.files[role].model_copy(update={"url": url}) for role, url in urls.items()}
    return declaration.model_copy(
        update={"published": published.model_copy(update={"files": published.files | files} | changes)}
    )
