# Which calls the profilers count when they run a statement: theirs are not among them, but for disable().
import cProfile
import contextlib
import io
import profile


def report(module, statement):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        try:
            module.run(statement)
            outcome = "ok"
        except BaseException as problem:
            outcome = repr(problem)
    lines = text.getvalue().split("\n")
    print(module.__name__, statement, outcome, lines[0].split(" in ")[0].strip())
    for line in sorted(each.split(None, 5)[-1] for each in lines[5:] if each.strip()):
        print("   ", line)


for module in (cProfile, profile):
    for statement in ("pass", "1/0", "raise SystemExit", "len([])", 3):
        report(module, statement)

profiler = cProfile.Profile()
print(profiler.runcall(max, 1, 2))
profiler.create_stats()
print(sorted(name for _, _, name in profiler.stats))
