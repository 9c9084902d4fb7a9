"""What holds for every test: no example of a property test is timed, machines are too noisy for that."""

from hypothesis import settings

settings.register_profile("judou", deadline=None)
settings.load_profile("judou")
