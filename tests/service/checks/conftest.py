from tests.service.checks.standin import install

install()
