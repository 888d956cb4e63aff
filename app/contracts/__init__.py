"""CER or contrat d'engagement, and the separate, optional engagement citoyen sheet.

stateDiagram-v2
    draft --> proposed: propose
    proposed --> draft: revise
    proposed --> signed: sign
    draft --> refused: refuse
    proposed --> refused: refuse
    draft --> withdrawn: withdraw
    proposed --> withdrawn: withdraw
    signed --> renewed: renew
    signed --> ended: end
    signed --> terminated: terminate
"""

from flask import Flask

from app.contracts import models as models


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
