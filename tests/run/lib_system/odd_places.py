# Descriptors that are none, and entries of sys.path that are no str.
import subprocess
import sys

for stream in "stdin", "stdout", "stderr":
    for number in -2, -4, 10 ** 6:
        if stream == "stderr" and number == -2:
            continue  # STDOUT
        try:
            print(stream, number, subprocess.run(["true"], **{stream: number}).returncode)
        except (OSError, ValueError) as problem:
            print(stream, number, type(problem).__name__, problem)

for entry in None, 5, ["x"]:
    sys.path.insert(0, entry)
    try:
        import there_is_no_such_module
    except Exception as problem:
        print(type(entry).__name__, type(problem).__name__, problem)
    sys.path.remove(entry)
