"""Tools for those who keep the rules: how sharply the examples test them, what they cover, and their pages."""
