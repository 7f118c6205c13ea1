"""Until laying out a case's papers is there, a stand-in does it."""

from tests.service.checks.standin import install

install()
