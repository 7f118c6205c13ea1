"""Measures against respondents: reports of property, restrictions, detention, summons, 拒执."""
