"""How long a group may have a case and what the law asks by which day; how near each limit is, and who is told."""
