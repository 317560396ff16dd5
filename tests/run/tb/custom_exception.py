# Exceptions with their own __str__, __module__ and bad __str__.
class E(Exception):
    def __str__(self):
        return "multi\nline"
class Bad(Exception):
    def __str__(self):
        raise ValueError("no str")
try:
    raise Bad("hidden")
except Bad:
    raise E("x")
