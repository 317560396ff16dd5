"""Compares our abstract trees and errors with CPython 3.8's; run it with CPython 3.8.

    front_compare.py DUMP_AST_BINARY trees PATH...      all .py files below the paths
    front_compare.py DUMP_AST_BINARY concrete PATH...   the same with the `parser` module's trees
    front_compare.py DUMP_AST_BINARY mutate SEED COUNT PATH...   random edits of those files
    front_compare.py DUMP_AST_BINARY generate SEED COUNT         random programs, many of them wrong
    front_compare.py DUMP_AST_BINARY cases FILE         (mode, flags, source) triples, a Python list
"""
import ast, os, random, re, struct, textwrap, subprocess, sys, warnings, io, tokenize

def escape(text):
    return ''.join(chr(c) if 0x20 <= c < 0x7f and c not in (0x5c, 0x27) else '\\%x;' % c
                   for c in text)

def string(text):
    return "'" + escape(map(ord, text)) + "'"

def bits(value):
    return '%x' % struct.unpack('<Q', struct.pack('<d', value))

def constant(value):
    kind = type(value)
    if kind is str: return string(value)
    if kind is bytes: return "b'" + escape(value) + "'"
    if kind is float: return 'f' + bits(value)
    if kind is complex: return 'c' + bits(value.real) + ',' + bits(value.imag)
    return repr(value) if value is not Ellipsis else 'Ellipsis'

def dump(node, parts):
    add = parts.append
    if isinstance(node, ast.AST):
        add(type(node).__name__); add('(')
        first = True
        for name in node._fields + node._attributes:
            if not first: add(', ')
            first = False
            add(name); add('=')
            dump(getattr(node, name), parts)
        add(')')
    elif isinstance(node, list):
        add('[')
        for nth, item in enumerate(node):
            if nth: add(', ')
            dump(item, parts)
        add(']')
    else:
        add(constant(node))

FLAGS = {'t': ast.PyCF_TYPE_COMMENTS, 'd': 0x200, 's': 0, '-': 0}
QUOTE = str.maketrans({'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r'})

def oracle(source, mode, flags):
    bitset = ast.PyCF_ONLY_AST
    for flag in flags: bitset |= FLAGS.get(flag, 0)
    version = ([int(flag) for flag in flags if flag.isdigit()] or [8])[0]
    if 's' in flags: source = source.decode('utf-8', 'surrogatepass')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            parts = []
            dump(compile(source, '<f>', mode, bitset, dont_inherit=True, _feature_version=version), parts)
            result = ''.join(parts)
        except SyntaxError as error:
            msg = error.args[0]
            place = error.args[1]
            text = place[3]
            result = 'ERROR %s "%s" %s %s %s%s' % (
                type(error).__name__, msg.translate(QUOTE), place[1], place[2], string(place[0]),
                'None' if text is None else string(text))
        except (ValueError, MemoryError, RecursionError) as error:
            result = 'ERROR %s "%s" 0 None \'<f>\'None' % (type(error).__name__, str(error).translate(QUOTE))
    for warning in caught:
        result += '\n%s %s %s' % (warning.category.__name__, warning.lineno, warning.message)
    return result

class Server:
    def __init__(self, binary):
        self.binary = binary
        self.start()
    def start(self):
        self.process = subprocess.Popen([self.binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    def ask(self, source, mode='exec', flags='-'):
        self.process.stdin.write(('%s %s H %s\n' % (mode, flags, source.hex())).encode())
        self.process.stdin.flush()
        length = self.process.stdout.readline()
        if not length:
            self.process.wait()
            code = self.process.returncode
            self.start()
            return 'CRASHED %s' % code
        return self.process.stdout.read(int(length)).decode('utf-8', 'surrogatepass')

def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in sorted(os.walk(path)):
            for name in sorted(names):
                if name.endswith('.py'): yield os.path.join(folder, name)

def report(name, ours, theirs):
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    start = max(0, at - 150)
    print('DIFFERENT', name)
    print('   ours  ', ours[start:at + 100].replace('\n', '|'))
    print('   theirs', theirs[start:at + 100].replace('\n', '|'), flush=True)

def trees(server, paths):
    total = bad = 0
    for path in files(paths):
        with open(path, 'rb') as file: source = file.read()
        for flags in ('-', 't'):
            total += 1
            ours, theirs = server.ask(source, 'exec', flags), oracle(source, 'exec', flags)
            if ours != theirs:
                bad += 1
                report(path + ' ' + flags, ours, theirs)
    print(total, 'trees,', bad, 'different')
    return bad

def concrete(server, paths):
    import parser
    def show(node):
        if len(node) == 2 and isinstance(node[1], str): return '(%d, %s)' % (node[0], string(node[1]))
        return '(%d%s)' % (node[0], ''.join(', ' + show(child) for child in node[1:]))
    total = bad = 0
    for path in files(paths):
        try:
            with tokenize.open(path) as file: text = file.read()
            theirs = parser.suite(text).totuple()
        except (SyntaxError, UnicodeDecodeError): continue
        if theirs[0] == 341: theirs = theirs[1]
        total += 1
        ours, theirs = server.ask(text.encode(), 'concrete', 's'), show(theirs)
        if ours != theirs:
            bad += 1
            report(path, ours, theirs)
    print(total, 'concrete trees,', bad, 'different')
    return bad

def cases(server, path):
    with open(path) as file: triples = ast.literal_eval(file.read())
    bad = 0
    for mode, flags, source in triples:
        if isinstance(source, str): source, flags = source.encode('utf-8', 'surrogatepass'), flags + 's'
        ours, theirs = server.ask(source, mode, flags), oracle(source, mode, flags)
        if ours != theirs:
            bad += 1
            report((mode, flags, source[:300]), ours, theirs)
    print(len(triples), 'cases,', bad, 'different')
    return bad

WORDS = '''( ) [ ] { } , : ; . = == := + - * ** / @ -> ... += if else for in not is and or lambda def
class return yield from import as with try except finally while async await None True 1 0x 1e5 'a' b'b'
f'{a}' f'{a!r:{b}}' x print del global pass break \\ ! $ ? \u20ac "" \n \n\t \n\x20\x20 # """'''.split(' ')
WORDS = [word.strip('\n') or '\n' for word in WORDS] + ['\n', '\n    ', '\n\t', '    ', '\\\n', "f'{", "}'", '*,', '**k', '=1', '__debug__', 'None=1']

def mutate(server, seed, count, paths):
    chosen = random.Random(seed)
    sources = []
    for path in files(paths):
        try:
            with tokenize.open(path) as file: text = file.read()
        except (SyntaxError, UnicodeDecodeError): continue
        if len(text) < 20000: sources.append(text)
    bad = 0
    kinds = {}
    for number in range(count):
        lines = chosen.choice(sources).splitlines(True)
        if not lines: continue
        start = chosen.randrange(len(lines))
        text = ''.join(lines[start:start + chosen.randrange(1, 25)])
        text = textwrap.dedent(text).lstrip()
        pieces = split(text)
        for _ in range(chosen.choice((1, 1, 1, 2, 3))):
            at = chosen.randrange(len(pieces) + 1)
            action = chosen.randrange(4)
            while pieces and chosen.random() < 0.7 and (at == 0 or not pieces[at - 1].strip()): at = chosen.randrange(len(pieces) + 1)
            if action == 0 and pieces: del pieces[at - 1]
            elif action == 1: pieces.insert(at, ' ' + chosen.choice(WORDS) + ' ')
            elif action == 2 and pieces: pieces[at - 1] = chosen.choice(WORDS)
            elif pieces:
                other = chosen.randrange(len(pieces))
                pieces[at - 1], pieces[other] = pieces[other], pieces[at - 1]
        text = ''.join(pieces)
        mode = chosen.choice(('exec', 'exec', 'exec', 'single', 'eval'))
        flags = chosen.choice(('s', 's', 'st', 'sd'))
        source = text.encode('utf-8', 'surrogatepass')
        ours, theirs = server.ask(source, mode, flags), oracle(source, mode, flags)
        kind = theirs.split(' ')[0] if not theirs.startswith('ERROR') else theirs.split('"')[1]
        kind = kind if len(kind) < 40 and '(' not in kind else 'accepted'
        kinds[kind] = kinds.get(kind, 0) + 1
        if ours != theirs:
            bad += 1
            report((mode, flags, text), ours, theirs)
    for kind, times in sorted(kinds.items(), key=lambda pair: -pair[1]): print('%6d %s' % (times, kind))
    print(count, 'mutations,', bad, 'different')
    return bad

ATOMS = ['a', 'b', 'None', 'True', '__debug__', '1', '2.5', '3j', "'s'", "b'q'", '...', "f'{a}'", 'yield', 'lambda: 1',
         'x', 'ab', '()', '[]', '{}', '"a" "b"', 'await a', "'\\d'", "f'x{b!r:{c}}y'", "f'{a}' 'q'", "u'k'"]
EXPRS = ['(E)', '(E, E)', '(E,)', '[E, E]', '[E]', '{E}', '{E: E}', '{**E}', '{**E, E: E}', '{*E, E}', '(*E, E)', '(*E)',
         'E + E', 'E ** E', '-E', 'not E', 'E and E', 'E < E', 'E is not E', 'E if E else E', 'lambda P: E', 'E.n', 'E.__debug__',
         'E[E]', 'E[E:E]', 'E[E, E:E]', 'E(A)', 'E(A)', 'E(A)', '(yield E)', '(yield from E)', '[E for T in E]', '(E for T in E)',
         '{E for T in E if E}', '{E: E for T in E}', '[*E for T in E]', '{**E for T in E}', '(N := E)', '(E := E)', 'await E',
         '[E for T in E if lambda: E]', '(E async for T in E)', "F", "F", 'E(E for T in E)', "E 'x'", '(E\n+ E)', '(\nE\n)', 'E(\nA\n)']
STMTS = ['E', 'T = E', 'T = T = E', 'E = E', 'E += E', 'T += E', 'E: E', 'E: E = E', 'T: E = *E, E', 'del E', 'del T, T', 'for T in E: S', 'for E in E: S',
         'with E as T: S', 'with E: S', 'with E as E, E: S', 'with (E): S', 'with (E, E): S', 'with (E) as T: S', 'import N', 'import N as N', 'from n import N, N', 'from n import N,', 'from . import (N as N,)',
         'def N(P): S', 'def N(P) -> E: S', 'class N(A): S', 'class N: S', '@a.b(A)\ndef f(P): S', 'try: S\nexcept E as N: S', 'try: S\nexcept: S\nelse: S\nfinally: S',
         'if E: S\nelif E: S\nelse: S', 'while E: S\nelse: S', 'return E', 'raise E from E', 'assert E, E', 'global N', 'E; T = E', 'x = yield E', 'x = yield = E', 'E = yield',
         'async def N(P): S', 'async for T in E: S', 'if N := E: S', 'if E:\n  S\n  S', 'lambda P: E', 'pass']
TARGETS = ['a', 'b.c', 'd[E]', '(T)', '(T, T)', '[T, T]', '*T', 'T, T', '__debug__', 'a.__debug__', 'E', 'a', 'b']
ARGUMENTS = ['E', '*E', '**E', 'n=E', 'm=E', 'n=E', 'E=E', 'E := E', 'N := E', 'E for T in E', 'None=E', '__debug__=E']
PARAMETERS = ['a', 'b', 'c=E', 'd=E', '*', '*e', '**f', '/', 'g: E', 'h: E = E', '__debug__', '*i: E', '**j']
NAMES = ['a', 'b', 'n', '__debug__', 'fn']
FIELDS = ['{E}', '{E!r}', '{E:x}', '{E:{E}}', '{E=}', '{E!x}', '{', '}', '{{', '}}', 'txt', '{E:{E:{E}}}', '{ E }', '{}', '{E!s:>{E}}', '\\n', '\\q', '{E\n}', '{E', '#']

def fill(pattern, chosen, depth):
    out = []
    for char in re.split('(None|True|[A-Z])', pattern):
        deeper = lambda options: fill(chosen.choice(options), chosen, depth - 1)
        if char == 'E': out.append(deeper(EXPRS) if depth > 0 and chosen.random() < 0.5 else chosen.choice(ATOMS[:12] if chosen.random() < .7 else ATOMS))
        elif char == 'T': out.append(deeper(TARGETS) if depth > 0 else 'a')
        elif char == 'S': out.append('pass' if chosen.random() < 0.6 or depth <= 0 else fill(chosen.choice(['E', 'T = E', 'del T']), chosen, depth - 1))
        elif char == 'N': out.append(chosen.choice(NAMES))
        elif char == 'A': out.append(', '.join(deeper(ARGUMENTS) for _ in range(chosen.randrange(4))) if depth > 0 else '')
        elif char == 'P': out.append(', '.join(deeper(PARAMETERS) for _ in range(chosen.randrange(5))) if depth > 0 else 'a')
        elif char == 'F':
            quote = chosen.choice(["'", '"', "\'\'\'", '"""'])
            out.append(chosen.choice(['f', 'f', 'rf', 'F']) + quote + ''.join(deeper(FIELDS) for _ in range(chosen.randrange(1, 4))) + quote)
        else: out.append(char)
    return ''.join(out)

def generate(server, seed, count):
    chosen = random.Random(seed)
    bad = accepted = 0
    for number in range(count):
        text = '\n'.join(fill(chosen.choice(STMTS), chosen, chosen.randrange(1, 5)) for _ in range(chosen.choice((1, 1, 2))))
        ours, theirs = server.ask(text.encode(), 'exec', 's'), oracle(text.encode(), 'exec', 's')
        accepted += not theirs.startswith('ERROR')
        if ours != theirs:
            bad += 1
            report(text, ours, theirs)
    print(count, 'programs,', accepted, 'accepted,', bad, 'different')
    return bad

def split(text):
    return re.findall(r'\w+|[^\w\s]+|\s+', text)

def main():
    server = Server(sys.argv[1])
    what, rest = sys.argv[2], sys.argv[3:]
    if what == 'trees': bad = trees(server, rest)
    elif what == 'concrete': bad = concrete(server, rest)
    elif what == 'cases': bad = cases(server, rest[0])
    elif what == 'generate': bad = generate(server, int(rest[0]), int(rest[1]))
    else: bad = mutate(server, int(rest[0]), int(rest[1]), rest[2:])
    sys.exit(bad != 0)

if __name__ == '__main__': main()
