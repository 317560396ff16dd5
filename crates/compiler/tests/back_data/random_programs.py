"""Writes random programs, most of which compile, to a folder: control flow, scopes and calls in odd combinations.

    python3.8 random_programs.py FOLDER COUNT
"""
import os
import random
import sys
import warnings

NAMES = 'a b c d e __p x y self'.split()
CONSTANTS = ('0 1 2 -1 1.5 0.0 -0.0 2j "" "s" b"x" None True False ... () (1,2) __debug__ 1e300 10**20'
             ' "\\u20ac" 1+2 "a"*3').split()
BINARY = '+ - * / // % ** << >> & | ^ @ and or < <= == != in is'.split() + ['not in', 'is not']

# `@N` stands for a name, `@C` a constant, `@E` an expression, `@T` a target; `{...|...}` chooses.
EXPRESSIONS = [
    '(@E @B @E)', '(@E @B @E)', '(@E @B\n @E)', '(-@E)', '(not @E)', '(~@E)', '(@E and @E or @E and not @E)',
    '(@E if @E else @E)', '(@E < @E <= @E)', '(@E <\n @E != @E)', '@N(@E)', '@N(*@E, @E)', '@N(@E,\n @E)',
    '@N(@E, k=@E, **@E)', '@N(k=@E, m=@E)', '@N(*@E, k=@E, m=@E, **@E)', '@N.@N(@E)', '@N.@N(@E, *@E)', '@N.@N', '@N[@E]',
    '@N[@E:@E]', '@N[::@E]', '@N[@E, @E:]', '[@E, *@E, @E]', '[@E]', '[]', '(@E, *@E)', '(@E,)', '{@E, @E}', '{*@E, @E}',
    '{}', '{@C: @E, @C: @E}', '{@E: @E, **@E, @C: @E}', '{**@E}', '[@E for @N in @E]', '[@E for @N in @E if @E for @N in @E]',
    '{@E for @N in @E if @E if @E}', '{@E: @E for @N in @E}', '(@E for @N in @E)', '@N(@E for @N in @E)', '(lambda: @E)',
    '(lambda a, b=@E, *c, d=@C, **e: @E)', '(lambda *, x: @E)', '(@N := @E)', 'f"p{@N!r}q{@N:>{@N}}"', '(yield @E)', '(yield)',
    '(yield from @E)', '(await @E)', '@N in [@C, @C]', '(@N in {1, 2, 3})', 'super().@N', '(@C, @C)[@C]', '(not @N is @N)',
]
TARGETS = ['@N', '@N', '@N', '@N.@N', '@N[@C]', '@N, @N', '(@N, *@N)', '[@N, (@N, @N)]']
SIMPLE = [
    '@E', '@N(@E)', '@T = @E', '@T = @T = @E', '@N += @E', 'a.b -= @E', 'a[@E] *= @E', 'return', 'return @E', 'return @C',
    'return @N', 'break', 'continue', 'del @N', 'del a.b, a[@E]', 'raise', 'raise @E', 'raise @E from @E', 'assert @E',
    'assert @E, @E', 'import a.b', 'import a.b.c as d', 'from a.b import c as d, e', 'pass', 'a: @E', 'a: @E = @E', '(b): @E',
    'a.b: @E', '@N = @E', '@N = @E', 'if 0: global a', 'x = @C; return x',
]
COMPOUND = [
    ['if @E:'], ['if @E:', 'else:'], ['if @E:', 'elif @C:', 'else:'], ['if @C:', 'else:'], ['while @E:'], ['while @C:', 'else:'],
    ['while @N and not @N:'], ['for @T in @E:'], ['for @T in @E:', 'else:'], ['try:', 'finally:'], ['try:', 'finally:'],
    ['try:', 'except:'], ['try:', 'except A as e:'], ['try:', 'except (A, B):', 'except C as c:', 'else:', 'finally:'],
    ['try:', 'except A as e:', 'finally:'], ['with @E:'], ['with @E as @N, @E as (@N, @N):'], ['class @N:'],
    ['@@N\nclass @N(@E, k=@E):'], ['def @N():'], ['@@N\ndef @N(a, b=@E, *c, d: @E, **e) -> @E:'], ['def @N(a: @E, /, b):'],
    ['async def @N(a):'], ['async for @T in @E:'], ['async with @E as @N:'],
]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def fill(self, template, depth):
        out, at = [], 0
        while at < len(template):
            kind = template[at:at + 2]
            if kind == '@@':
                out.append('@')
                at += 1
                continue
            out.append({'@N': lambda: self.random.choice(NAMES), '@C': lambda: self.random.choice(CONSTANTS),
                        '@B': lambda: self.random.choice(BINARY), '@E': lambda: self.expression(depth),
                        '@T': lambda: self.fill(self.random.choice(TARGETS), 0)}.get(kind, lambda: template[at])())
            at += 2 if kind in ('@N', '@C', '@B', '@E', '@T') else 1
        return ''.join(out)

    def expression(self, depth):
        if depth <= 0 or self.random.random() < .25:
            return self.random.choice(self.random.choice([NAMES, CONSTANTS]))
        return self.fill(self.random.choice(EXPRESSIONS), depth - 1)

    def block(self, depth, indent):
        return ''.join(self.statement(depth, indent) for _ in range(self.random.randint(1, 3)))

    def statement(self, depth, indent):
        pad = ' ' * indent
        if depth == 0 or self.random.random() < .45:
            return pad + self.fill(self.random.choice(SIMPLE), 2) + '\n'
        out = ''
        for head in self.random.choice(COMPOUND):
            out += ''.join(pad + line + '\n' for line in self.fill(head, 1).split('\n')) + self.block(depth - 1, indent + 1)
        return out

    def program(self):
        future = 'from __future__ import annotations\n' if self.random.random() < .1 else ''
        head = self.random.choice(['def f(a, b):\n', 'async def f(a, b):\n', 'class C:\n def f(self):\n  pass\n'])
        return future + head + self.block(3, 1) + self.block(3, 1) + self.block(2, 0)


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    warnings.simplefilter('ignore')
    os.makedirs(folder, exist_ok=True)
    for number in range(count):
        # Every fifth may be wrong: errors are compared too.
        for attempt in range(80 if number % 5 else 1):
            source = Writer(number * 100 + attempt).program()
            try:
                compile(source, '', 'exec')
                break
            except SyntaxError:
                pass
        with open(os.path.join(folder, 'r%06d.py' % number), 'w') as stream:
            stream.write(source)


main()
