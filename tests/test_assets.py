"""What a page weighs on the network, and what its size does not tell."""

import gzip

from app.assets import STATIC
from tests import people

GZIP = {"Accept-Encoding": "gzip, deflate"}
FIRST_LOAD = 20_000  # bytes, compressed, of a volunteer's page with its style and script


def fetch(client, path, **headers):
    return client.get(path, headers={**GZIP, **headers})


def test_a_page_comes_compressed_to_who_accepts_it(app, visitor):
    packed, plain = fetch(visitor.client, "/"), visitor.client.get("/")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data)[:15] == plain.data[:15] == b"<!doctype html>"


def test_two_answers_alike_do_not_weigh_the_same(app, visitor):
    assert len({len(fetch(visitor.client, "/accessibilite").data) for _ in range(12)}) > 1


def test_the_style_is_one_file_kept_for_a_year(app, visitor):
    page = visitor.open("/")
    sheets = [link["href"] for link in page.soup.select("link[rel=stylesheet]")]
    assert len(sheets) == 1
    sent = fetch(visitor.client, sheets[0])
    assert "max-age=31536000" in sent.headers["Cache-Control"]
    again = fetch(visitor.client, sheets[0], **{"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_kept_already_compressed_is_the_file_itself(app, visitor):
    sent = fetch(visitor.client, "/static/site.js")
    with (STATIC / "site.js").open("rb") as file:
        assert gzip.decompress(sent.data) == file.read()


def test_the_first_page_of_a_volunteer_is_light_and_asks_little(app, as_):
    awa = as_(people.a_volunteer())
    for path in ("/moi", "/suggestions", "/mon-profil", "/mises-en-relation", "/ateliers"):
        page = awa.open(path)
        asked = [page.path, *(tag.get("href") or tag.get("src") for tag in page.soup.select(
            "link[rel=stylesheet], link[rel=icon], script[src], img[src]"))]  # fmt: skip
        asked = list(dict.fromkeys(asked))
        assert len(asked) <= 4, (path, asked)
        assert sum(len(fetch(awa.client, one).data) for one in asked) <= FIRST_LOAD, path
