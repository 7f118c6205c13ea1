"""The commands of the service. Each module is light to import; what it needs it imports when it runs."""

from service.commands import init, ledger, serve, user, worker

COMMANDS = (init, serve, worker, user, ledger)
