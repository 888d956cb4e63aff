"""Who may do what: every address × every role × one's own, someone else's, nothing there."""
