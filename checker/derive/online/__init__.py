"""线上查控: network queries and their channels, accounts found, frozen and deducted, the form of group 1."""
