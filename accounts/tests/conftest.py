from accounts.tests.personas import *  # noqa: F403
