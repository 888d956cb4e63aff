"""No form of any page keeps a social security number, whoever writes it and wherever."""

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.demonstration import load
from app.extensions import db
from tests.browser import Visitor
from tests.crawler import crawl
from tests.leaving_traces import traces
from tests.test_every_page import ROLES, writable

NIR = "2 85 05 78 006 084 91"
SHUT = "285057800608491"


@pytest.mark.parametrize("role", [*ROLES, None])
def test_a_number_written_anywhere_is_kept_nowhere(app, role):
    load.load()
    db.session.commit()
    visitor = Visitor(app)
    if role:
        email = f"{role}@demo.test"
        visitor.signed_in(db.session.scalars(select(Account).where(Account.email == email)).one())
    start = "/mon-bureau" if role else "/"
    forms = [f for _, page in list(crawl(visitor, start, each=1)) for f in writable(page)]
    assert forms or role in {"operateur", "ambassadeur"}
    for path, values, names in forms:
        for written in (NIR, SHUT):
            answer = visitor.send(path, {**values, **dict.fromkeys(names, written)})
            assert answer.status_code < 500, path
    db.session.expire_all()
    assert not traces(NIR, SHUT)
