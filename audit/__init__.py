"""The site looked at from outside, by other people’s scanners, as each role would."""
