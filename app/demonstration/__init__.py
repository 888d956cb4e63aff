"""The invented département that the demonstration shows: communes, people, missions, stories.

Everyone and every association here is made up; identifiers and telephone numbers come from
ranges that are never given to anyone. Only the communes are facts.
"""
