# A runtime error in exec'd code: no source lines for <string>.
src = "def f():\n    g()\ndef g():\n    raise OSError(2, 'gone', 'file')\nf()\n"
exec(src)
