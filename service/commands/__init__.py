"""The commands of the service. Each module is light to import; what it needs it imports when it runs."""

from service.commands import backup, digest, init, ledger, messages, restore, serve, user, worker

COMMANDS = (init, serve, worker, user, ledger, digest, messages, backup, restore)
