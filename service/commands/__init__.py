"""The commands of the service. Each module is light to import; what it needs it imports when it runs."""

from service.commands import backup, init, ledger, restore, serve, user

COMMANDS = (init, serve, user, ledger, backup, restore)
