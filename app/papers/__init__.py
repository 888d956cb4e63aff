"""Papers: PDF documents typeset from templates, kept by their fingerprint, signed, served.

What other concepts call, all in ``papers.actions`` unless said:

``typeset(template, words) -> bytes``
    PDF/UA-1 from ``templates/papers/<template>.typ``. ``words`` is plain data (text, numbers,
    lists, dicts, None); texts are shown as written, never read as markup. ``words["title"]`` is
    required; ``words["lang"]`` is the language they are in (« ar », « fa_AF », « prs »…; French
    unless said), and so is ``part["lang"]`` for one letter of many: it sets the way the text runs,
    what a voice reads, and no French habit of punctuation. A part in another language brings its
    own ``answer_label`` and ``foot``.
    Raises ``CannotTypeset`` (a 409 with a French sentence) when no font has a letter;
    ``papers.typesetting.missing_letter(text)`` tells it beforehand.
``keep(content, paper, by) -> Document``
    Keep a PDF made now. ``paper = Paper(kind, title, file_name, owner_id=None, about=row)``:
    ``file_name`` is what a download is called: neutral, without an accent or a name of a scheme.
``queue(template, words, paper, by, parts=()) -> Document``
    Have the worker make it; ``go("papers.show", token=document.token)`` shows its progress.
    ``parts`` (one dict each) make one file of many pages, counted one by one; the template reads
    ``w.parts``. ``words["fold"]`` lays its small pages out as a booklet to fold.
``kept(document) -> bytes``
    The bytes, once their fingerprint was checked again.
``scan(upload, paper, by) -> Document``
    Keep a PDF, JPG or PNG sent by a form (``upload`` is what ``FileField`` gives), really checked;
    raises ``RefusedScan`` whose words go beside the field.
``sign(document, signer, evidence, by=None) -> Signature``
    ``Signer(account_id, name, role)``; ``evidence = evidence.of_request(identity, *consent)``
    from a view (``app.papers.evidence``). Never changed after.
``attach_scan(document, upload, signer, evidence, by) -> Signature``
    The same on paper: the signed sheet comes back as a scan, kept beside the document.
``papers.serving.send(document) -> Response``
    The file, for the view that has checked who reads; safe headers.
``papers.queries``: ``of(row, kind=None)``, ``signatures(document)``, ``find(token, seen_by)``.
"""

from flask import Flask

from app.papers import commands, views
from app.papers import models as models
from app.papers import rendering as rendering


def init_app(app: Flask) -> None:
    """Add the pages of papers and their commands."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
