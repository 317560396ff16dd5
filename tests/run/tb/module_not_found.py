# A module that does not exist.
def load():
    import surely_missing_module.sub
load()
