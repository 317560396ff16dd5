# Identifiers outside ASCII, normalised to NFKC.
été = 1
ﬁ = 2
print(été, fi, "fi" in globals(), "ﬁ" in globals())
class Größe:
    ª = 5
    def méthode(self, ñ=3): return ñ, self.a
print(Größe().méthode(), Größe().méthode(ñ=9), Größe.__name__, Größe.méthode.__qualname__)
変数, Ω, µ = "kanji", "ohm", "micro"
print(変数, Ω, µ, ascii(sorted(k for k in globals() if not k.isascii())))
def f(**kw): return kw
print(ascii(f(é=1, ſ=2)))
𝐱 = "bold x"
print(x, ascii(list(n for n in globals() if n == "x")))
setattr(Größe, "ﬁ", "unnormalised")
try: Größe.ﬁ
except AttributeError as e: print(e)
print(getattr(Größe, "ﬁ"))
try: exec("a€ = 1")
except SyntaxError as e: print(ascii(e.msg))
try: exec("😀 = 1")
except SyntaxError as e: print(ascii(e.msg))
try: exec("x\u200b = 1")
except SyntaxError as e: print(ascii(e.msg))
try: нет
except NameError as e: print(e)
_é = lambda: _é.__name__
print(_é(), "a·b".isidentifier(), "·a".isidentifier(), "℘".isidentifier())
