"""Two hundred kill -9 under load: `python -m tests.faults.crash sqlite` (or postgresql).

Web processes and workers die at random points while people sign up and ask for missions. What was
acknowledged is written in a ledger, which is then compared with the base and with the mailbox.
"""
