"""Values that calls are made with: those at the edges of the built-in types, and objects whose special methods
say that they were asked, or answer what they should not.

All are source texts, evaluated anew for each call in the namespace of this module.
"""

import array
import io
import random

import values

CALLED = []  # special methods that the present call has asked


def special(name, answer):
    def method(self, *args):
        CALLED.append(name)
        if isinstance(answer, type) and issubclass(answer, BaseException):
            raise answer(name)
        return answer

    return method


def only(*args, base=object, **answers):
    """An instance of a class with these special methods, each answering its value or raising its exception."""
    members = {"__%s__" % name: special(name, answer) for name, answer in answers.items()}
    members.setdefault("__repr__", lambda self: "<%s %s>" % (base.__name__, "+".join(answers)))
    return type("Only" + base.__name__.title(), (base,), members)(*args)


class Plain:
    def __repr__(self):
        return "<plain>"


class Sequence:
    def __len__(self):
        CALLED.append("len")
        return 2

    def __getitem__(self, index):
        CALLED.append("getitem")
        if index in (0, 1):
            return index
        raise IndexError(index)

    def __repr__(self):
        return "<sequence>"


class Int(int):
    pass


class Str(str):
    pass


class List(list):
    pass


class Dict(dict):
    def __missing__(self, key):
        CALLED.append("missing")
        return key


class NoAttributes:
    def __getattr__(self, name):
        CALLED.append(name)
        raise KeyError(name)

    def __repr__(self):
        return "<no attributes>"


def texts(source):
    """The expressions of a text, which blanks separate; there may be blanks in them, too."""
    found, text = [], ""
    for word in source.split(" "):
        text = "%s %s" % (text, word) if text else word.strip()
        try:
            compile(text, "pool", "eval")
        except SyntaxError:
            continue
        found.append(text)
        text = ""
    return found


def raising(*args):
    raise ZeroDivisionError(len(args))


OBJECTS = """
Plain() Sequence() NoAttributes() Plain Int Int(5) Int(-1) Str('ab') Str('') List([1,2]) Dict({'a':1}) raising (lambda*a:a) (lambda**k:sorted(k))
only(index=3) only(index=-1) only(index=2**70) only(index=1.5) only(index=True) only(index=Int(2)) only(index=KeyError) only(int=3) only(int='x')
only(int=True) only(float=2.5) only(float=3) only(float=KeyError) only(complex=1j) only(complex=2) only(trunc=4) only(trunc=None) only(float=1.5,index=2)
only(len=3) only(len=-1) only(len='x') only(len=2**70) only(len=KeyError) only(bool=True) only(bool=2) only(bool=KeyError) only(len=0,bool=True)
only(iter=iter([1,2])) only(iter=3) only(iter=KeyError) only(iter=None) only(next=1) only(iter=iter('ab'),length_hint=-1) only(iter=iter('ab'),length_hint='x')
only(iter=iter('ab'),length_hint=KeyError) only(getitem=IndexError) only(getitem=KeyError) only(contains=2) only(contains=KeyError) only(reversed=1)
only(hash=5) only(hash=2**70) only(hash='x') only(hash=KeyError) only(hash=-1) only(hash=1,eq=True) only(hash=1,eq=NotImplemented) only(hash=1,eq=KeyError) only(eq=2)
only(lt=True) only(lt=KeyError) only(lt=NotImplemented,gt=True) only(ne=None) only(repr='r') only(repr=3) only(repr=KeyError) only(str='s') only(str=3)
only(bytes=b'b') only(bytes='b') only(format='f') only(format=3) only(fspath='p') only(fspath=b'p') only(fspath=3) only(call=1) only(call=KeyError)
only(add=1) only(radd=2) only(add=NotImplemented,radd=3) only(iadd=4) only(mul=KeyError) only(neg=1) only(abs='x') only(round=1) only(divmod=(1,2)) only(pow=8)
only(setitem=None) only(delitem=None) only(getattribute=KeyError) only(getattr=7) only(getattr=AttributeError) only(dir=['b','a']) only(dir=3)
only(instancecheck=1) only(subclasscheck=1) only(class=int) only(dict=3) only(enter=1,exit=None) only(get=1) only(get=1,set=None) only(missing=1)
only(3,base=int,index=4) only(3,base=int,int=5) only(3,base=int,hash=7) only(3,base=int,eq=True) only(3,base=int,repr='r') only(3,base=int,add='x') only(3,base=int,bool=False)
only('ab',base=str,str='cd') only('ab',base=str,eq=True,hash=1) only('ab',base=str,len=9) only('ab',base=str,iter=iter('xy')) only('ab',base=str,repr='r')
only(b'ab',base=bytes,bytes=b'cd') only(b'ab',base=bytes,len=9) only([1,2],base=list,len=9) only([1,2],base=list,iter=iter('xy')) only([1,2],base=list,getitem=7)
only((1,2),base=tuple,iter=iter('xy')) only((1,2),base=tuple,len=9) only({'a':1},base=dict,keys=['a']) only({'a':1},base=dict,getitem=7) only({1},base=set,iter=iter('xy'))
only(1.5,base=float,float=2.5) only(1.5,base=float,eq=True) only(1.5,base=float,repr='r')
io.StringIO('ab\\ncd\\n') io.BytesIO(b'ab\\ncd\\n') array.array('i',[1,2]) array.array('d',[0.5]) array.array('u','ab') random.Random(1)
[1,[2,[3]],(4,{5:6})] {'a':{'b':[1]}} [[3,4],[1,2]] ([],{}) [None] [(1,)] [('a',1),('b',2)] ('a','b') [b'a',b'b'] [1.5,2.5] [1,'a'] [only(lt=KeyError),1]
'utf-8' 'latin-1' 'ascii' 'strict' 'ignore' 'replace' 'abc,def' 'name' '__class__' '__doc__' 'r' 'rb' 'w' 'i' '>HB' 'NFC' 'a.b' '%d' '%5.1f' '{:>5}' b'%s'
bool float complex bytes bytearray tuple set frozenset range slice property classmethod staticmethod memoryview BaseException OSError super
"""
ALL = values.ALL + texts(" ".join(OBJECTS.split("\n")))

# More for a module's calls, and instances of types that it does not name.
OF_MODULE = {
    "builtins": """{}.keys() {1:2}.values() {'a':1}.items() iter({1:2}) iter({1:2}.values()) iter({1:2}.items()) reversed({1:2}) reversed({1:2}.values())
        reversed({1:2}.items()) iter([1,2]) reversed([1,2]) iter((1,2)) iter(range(3)) iter(range(2**70)) iter('ab') iter(b'ab') iter(bytearray(b'ab')) iter({1})
        iter(Sequence()) iter(int,0) type.__dict__ Plain.__dict__ len [].append int.__add__ (1).__add__ dict.fromkeys int.real type.__dict__['__name__'] Plain().__repr__
        (lambda:1).__code__ raising (lambda:(yield))() (lambda:(yield)) type(raising.__code__) type(raising) type(io) type(Plain().__repr__) io
        __import__('types').SimpleNamespace(a=1) __import__('types').CellType() __import__('types').CellType(3) compile('a=1','f','exec') 'a=1' '1+1' 'a b'
        __import__('types').MappingProxyType({1:2}) __import__('sys').flags __import__('sys').version_info super(Int,Int(3)) slice(3) Int.real""",
    "_thread": "_thread.allocate_lock() _thread.RLock() _thread._local()",
    "_struct": "'i' '<hB' '!Q' '3s' 'P' '0s2x' 'd' 'e' '?' 'zz' b'>i' '5p' 'n' '@' _struct.Struct('<hB') _struct.Struct('3s') _struct.iter_unpack('B',b'ab') b'abcd' b'abcdefgh' bytearray(8)",
    "zlib": """zlib.compressobj() zlib.decompressobj() zlib.compress(b'abc'*50) zlib.compress(b'abc')[:-2] b'x\\x9cab' zlib.decompressobj(-15)
        zlib.compress(b'a')+b'tail' 9 -15 31 zlib.decompressobj(31) zlib.Z_FINISH zlib.compressobj(9,8,-9)""",
    "_sre": """re.compile('a') re.compile(b'(a)|(?P<x>b)') re.compile('(a)|(?P<x>b)') re.match('(a)(?P<x>b)?','ac') re.match('(a)(?P<x>b)?','abc') re.compile('a').scanner('aa')
        '\\\\1' '\\\\g<x>' b'\\\\2' 'aab' b'ab' 'x' 1""",
    "_json": "json.scanner.c_make_scanner(json.JSONDecoder()) json.encoder.c_make_encoder(None,None,None,None,':',',',0,0,1) json.JSONDecoder() '\"a\\\\n\"x' '\"\\\\u0041\"' '[1,{\"a\":null}]' 'é\"'",
    "_io": """_io.TextIOWrapper(_io.BytesIO(b'ab\\ncd')) _io.BufferedReader(_io.BytesIO(b'abcdef')) _io.BufferedWriter(_io.BytesIO()) _io.BufferedRandom(_io.BytesIO(b'abc'))
        _io.BufferedRWPair(_io.BytesIO(b'ab'),_io.BytesIO()) _io.IncrementalNewlineDecoder(None,True) _io.StringIO('a\\r\\nb',newline=None) _io.FileIO('f','w+')
        _io.TextIOWrapper(_io.BytesIO(),'utf-8','replace','\\n',True) 'f' 'missing/f' b'f' 'rb' 'w' 'r+' 'x' 'wt' 'rU' '\\n' '\\r\\n' 'ab\\ncd\\n' b'ab\\n'""",
    "_codecs": "'utf-16' 'utf-8' 'rot13' 'no-such' 'surrogateescape' 'xmlcharrefreplace' b'\\\\x4' b'\\\\u00e9' {97:98} b'\\xff\\xfea\\x00' b'+AOk-' 'é€' UnicodeDecodeError('u',b'a\\xff',1,2,'r')",
    "binascii": "b'61' b'6' b'YWI=' b'YW I' 'YWI=' 'é' b'=41=\\n' b'#86)C' b'!\"#' b'\\x90ab' b':' '-' b'abc'",
    "array": "'b' 'u' 'q' 'f' 'x' array.array('b') array.array('q',[1,2,3]) array.array('u','é') array.array('d',[1,2]) iter(array.array('i',[1])) b'abcdefgh' array.array('B',b'ab')",
    "marshal": "marshal.dumps([1,'a',None]) marshal.dumps(1.5) b'i\\x01\\x00\\x00\\x00' b'[\\x01\\x00\\x00\\x00N' b'\\xff' b'(' marshal.dumps(raising.__code__,2)[:50] 2 4 b'r\\x00\\x00\\x00\\x00'",
    "unicodedata": "'LATIN SMALL LETTER A' 'latin small letter a' 'HANGUL SYLLABLE GA' 'CJK UNIFIED IDEOGRAPH-4E00' 'NFC' 'NFKD' 'x' 'é' '²' '٣' '½' '가' 'e\\u0301' unicodedata.ucd_3_2_0",
    "_collections": "_collections.deque([1,2,3]) _collections.deque('ab',2) _collections.OrderedDict(a=1,b=2) _collections.defaultdict(int,a=1) iter(_collections.deque([1,2])) reversed(_collections.deque([1]))"
    " iter(_collections.OrderedDict(a=1)) _collections.OrderedDict(a=1).items() _collections.OrderedDict(a=1).keys() _collections.OrderedDict(a=1).values() 'a' _collections._tuplegetter(0,'d')",
    "_functools": "_functools.partial(int,'10') _functools.partial(raising,1,a=2) functools.lru_cache()(len) functools.cmp_to_key(lambda*a:0)(1)",
    "itertools": "itertools.count(3) itertools.cycle('ab') itertools.repeat(1,2) itertools.tee('ab')[0] itertools.groupby('aab') next(itertools.groupby('aab'))[1] itertools.chain('a','b') operator.add"
    " itertools.islice('abc',2) itertools.product('ab') itertools.tee('ab')[0].__reduce__()[0]",
    "_operator": "_operator.itemgetter(0) _operator.attrgetter('real') _operator.methodcaller('upper') 'a' 'real.imag' [1,2,3] 'abc' 1",
    "_weakref": "weakref.ref(raising) weakref.proxy(raising) weakref.ref(Plain) weakref.proxy(KEPT) weakref.ref(KEPT) KEPT weakref.ref(Plain()) weakref.proxy(Plain())",
    "_abc": "_abc._abc_init numbers.Number collections.abc.Sized abc.ABC int Plain numbers.Number._abc_impl collections.abc.Hashable",
    "_random": "_random.Random(1) random.Random(1).getstate()[1]",
    "time": "time.gmtime(0) time.struct_time(range(9)) (2020,1,2,3,4,5,6,7,0) (2020,13,2,3,4,5,6,7,0) '%Y-%m-%d' '%j %U %w %a' '2020-01-02' '1 Jan' 86400 1e10 -1",
    "math": "1.0 2.0 0.5 -0.5 3 10 [1,2,3] [0.1]*10 (3,4) 171 1e308 5e-324",
    "cmath": "1j 2+3j 0.5 -1 complex('nan+infj') complex('-inf-0j') complex('infj') 1e308+1e308j",
    "_bisect": "[1,2,3] [0.5,1.5] 'abc' 1 2 0",
    "_heapq": "[1,2,3] [3,1] [] ['a','b'] 1 2 [only(lt=True),only(lt=True)]",
}
KEPT = Plain()  # what weak references may refer to


def own(module):
    """Source texts for a module's calls alone."""
    return texts(" ".join(OF_MODULE.get(module, "").split("\n")))


def namespace(module):
    names = dict(globals())
    for name in [module] + "re json.scanner json.encoder functools itertools operator weakref numbers collections.abc abc".split():
        names[name.partition(".")[0]] = __import__(name)
    return names
