# A made-up file name in the traceback.
code = compile("\n\nx = undefined_name", "made_up.txt", "exec")
exec(code)
