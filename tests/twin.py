"""A site with known holes: a scanner that finds nothing here has not looked.

``python tests/twin.py PORT`` serves it on this machine only; nothing of the site uses it.
"""

import sqlite3
import sys

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as Answer

HEAD = "<!doctype html><html><head><title>Jumeau</title></head><body>"


def broken() -> Flask:  # noqa: C901 - holes side by side
    """Make a site with an injection, a script let in, a way out, a fault, and no guard at all."""
    app = Flask(__name__)
    notes = sqlite3.connect(":memory:", check_same_thread=False)
    notes.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)")
    notes.executemany("INSERT INTO notes (words) VALUES (?)", [("un",), ("deux",)])

    @app.get("/")
    def index() -> str:
        links = "".join(
            f'<a href="{to}">{to}</a> '
            for to in ("/notes?id=1", "/dire?mots=bonjour", "/aller?vers=/", "/nombre?n=1")
        )
        form = '<form method="post" action="/ecrire"><input name="mots"><button>Ok</button></form>'
        return f"{HEAD}<p id=a><p id=a>{links}<img src=x>{form}<table><p></table></body></html>"

    @app.get("/notes")
    def listing() -> Answer | tuple[str, int]:
        asked = f"SELECT words FROM notes WHERE id = {request.args.get('id', '1')}"
        try:
            found = notes.execute(asked).fetchall()
        except sqlite3.Error as error:
            return f"{HEAD}sqlite3.OperationalError: {error}</body></html>", 500
        return Response(f"{HEAD}{found}</body></html>")

    @app.get("/dire")
    def echo() -> str:
        return f"{HEAD}{request.args.get('mots', '')}</body></html>"

    @app.get("/aller")
    def away() -> Answer:
        return redirect(request.args.get("vers", "/"))

    @app.get("/nombre")
    def number() -> str:
        return f"{HEAD}{10 / int(request.args.get('n', '1'))}</body></html>"

    @app.post("/ecrire")
    def write() -> Answer:
        words = request.form.get("mots", "")
        notes.execute(f"INSERT INTO notes (words) VALUES ('{words}')")
        answer = redirect("/")
        answer.set_cookie("dernier", "1")
        return answer

    return app


if __name__ == "__main__":
    broken().run("127.0.0.1", int(sys.argv[1]), threaded=True)
