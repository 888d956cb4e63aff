"""An empty page of the same server: what no site could exceed here."""

import sys

from flask import Flask
from waitress import serve

app = Flask(__name__)


@app.get("/")
@app.get("/healthz")
def nothing() -> str:
    """Give nothing."""
    return ""


if __name__ == "__main__":
    serve(app, host="127.0.0.1", port=int(sys.argv[1]), ident=None, threads=8)
