"""What is not someone’s: words, keys, and the doors that an empty form does not open."""

# A word of a short list, the name of a provider, of a commune, of a key: nothing is behind it.
WORDS_ONLY = frozenset(
    [
        "accounts.come_back",
        "accounts.first_time",
        "accounts.gone",
        "accounts.leave_for",
        "accounts.leave_to_link",
        "accounts.link_provider",
        "api.elsewhere",
        "indicators.file",
        "indicators.line",
        "indicators.reports",
        "indicators.rows",
        "indicators.sheet",
        "outreach.opening",
        "passports.back_to_mine",
        "passports.key",
        "passports.print_booklet",
        "passports.status_list",
        "placements.presences_of",
        "profiles.question",
    ]
)
# What is public, or opened by who holds its secret: a link of a letter, of a card, of a paper.
KEYS = frozenset(
    [
        "accounts.accept_invitation",
        "accounts.choose_password",
        "accounts.confirm",
        "accounts.disown",
        "accounts.enter_by_text",
        "alerts.confirm",
        "alerts.show",
        "alerts.stop",
        "alerts.stopping",
        "answering.answer",
        "answering.back",
        "answering.show",
        "api.one",
        "associations.show",
        "letters.read",
        "missions.show",
        "outreach.follow_up",
        "outreach.refer",
        "outreach.withdraw",
        "passports.attest",
        "passports.attested",
        "passports.compare",
        "passports.do_attest",
        "passports.send_back",
        "passports.verify",
        "proofreading.comment",
        "proofreading.listing",
        "proofreading.page",
        "privacy.withdraw_consent",
    ]
)
# Doors that need more than an empty form, or a thing in a rare state: their own stories open them.
ELSEWHERE = frozenset(
    [
        "caseloads.card_file",
        "caseloads.undo_call",
        "contracts.amendment_paper",
        "contracts.original",
        "contracts.own_amendment_paper",
        "contracts.scan",
        "contracts.sheet_scan",
        "indicators.keep_quote",
        "outreach.recognise",
        "passports.on_paper",
        "passports.skill",
        "workshops.propose_mission",
    ]
)
# Arguments that name something chosen, not a part of what the address begins with.
CHOSEN = frozenset(
    ["account", "association_token", "code", "day", "mission_token", "month", "number"]
)
