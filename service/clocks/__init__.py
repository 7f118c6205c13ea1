"""How long a group may have a case, and how near that limit is."""
