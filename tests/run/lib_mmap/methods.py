# mmap: every method on anonymous memory and files, what is refused, and what a closed one says.
import mmap
import os
import tempfile
import weakref


def show(text):
    try:
        result = eval(text)
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
    if isinstance(result, M):
        result = type(result)
    print(text, "->", result)


file = tempfile.TemporaryFile()
file.write(b"0123456789" * 1000)
file.flush()
fd = file.fileno()
empty = tempfile.TemporaryFile()
M = mmap.mmap
m = M(-1, 20)
for text in """\
M()
M(1)
M(-1,0)
M(-1,-1)
M(-1,2**70)
M(-1,'a')
M('a',1)
M(2**40,1)
M(-1,10,offset=-1)
M(-1,10,offset='a')
M(-1,10,offset=1)
M(-1,10,access=9)
M(-1,10,access=1,flags=2)
M(-1,10,access=1,prot=1)
M(-1,10,foo=1)
M(-1,10,1,1,1,1,1)
M(empty.fileno(),0)
M(fd,0,offset=4096*3)
M(fd,0,offset=4096)[:3]
M(fd,10001)
M(fd,10000,offset=4096)
len(M(fd,0)),len(M(fd,0,access=1)),len(M(fd,0,prot=1))
m.find('a')
m.find(b'')
m.rfind(b'')
m.rfind(b'',3,5)
m.find(b'',30)
m.find(b'',5,2)
m.find()
m.find(b'a',1,2,3)
m.flush(1,2,3)
m.flush(1)
m.flush()
m.flush(0,20)
m.flush(0,21)
m.flush(-1)
m.madvise(0)
m.madvise(999)
m.madvise('a')
m.madvise(0,-1)
m.madvise(0,20)
m.madvise(0,0,-1)
m.madvise(0,2,2**63-1)
m.madvise(0,1,5)
m.move(1,2)
m.move(-1,2,3)
m.move(1,2,30)
m.move(1,2,3)
m.read('a')
m.read(1.5)
m.read(None),m.tell(),m.seek(0)
m.read(-5),m.tell(),m.seek(0)
m.read(3),m.tell(),m.seek(0)
m.read(1,2)
m.read_byte(1)
m.read_byte()
m.readline(1)
m.seek('a')
m.seek(1,5)
m.seek(21)
m.seek(-1)
m.seek(0,2),m.tell(),m.read_byte()
m.read(5),m.readline(),m.write(b''),m.write(b'a')
m.write_byte(1)
m.seek(-3,2),m.tell(),m.write(b'abcd')
m.write(b'abc'),m.tell()
m.seek(1,1)
m.seek(0),m.write_byte(65),m.tell(),m[0]
m.write_byte(256)
m.write_byte(-1)
m.write_byte('a')
m.write('a')
m.size(), M(fd,10).size()
m.size(1)
m.tell(1)
m.resize('a')
m.resize(-1)
m.resize(40),len(m)
m.resize(20),len(m)
m.resize(0)
M(fd,10,access=1).resize(5)
M(fd,10,access=1).write(b'a')
M(fd,10,access=1).write_byte(1)
M(fd,10,access=1).move(0,1,1)
M(fd,10,access=1).flush()
M(fd,10,access=3).write(b'a')
m[0],m[-1],m[2:5],m[::-7],m[5:1]
m[30]
m[-30]
m['a']
m[1.5]
m[2**70]
m.__setitem__(0,1)
m.__setitem__(0,'a')
m.__setitem__(0,256)
m.__setitem__(0,-1)
m.__setitem__(30,1)
m.__setitem__('a',1)
m.__setitem__(0,b'a')
m.__setitem__(slice(0,2),b'ab')
m.__setitem__(slice(0,2),b'abc')
m.__setitem__(slice(0,4,2),b'ab')
m.__setitem__(slice(0,4,2),b'abc')
m.__setitem__(slice(0,4,2),'ab')
m.__setitem__(slice(0,2),5)
m.__delitem__(0)
m.__delitem__(slice(0,2))
M(fd,10,access=1).__setitem__(0,1)
list(m)[:3]
b'a' in m
97 in m
m+b'a'
m*2
bytes(m)==m[:]
memoryview(m).readonly,memoryview(m).format,memoryview(M(fd,10,access=1)).readonly
m.closed
m.__enter__() is m
m.__enter__(1)
0
M.__text_signature__
M.__sizeof__
m.x
bool(m)
sorted(x for x in dir(m) if not x.startswith('__'))
m.write(bytearray(b'x'))
""".splitlines():
    show(text)


class Sub(M):
    def __new__(cls, a, b, *args, **kwargs):
        return M.__new__(cls, a, b)


one = Sub(-1, 5, 9, foo=1)
one.attribute = 1
print(weakref.ref(one)() is one, len(one), one.attribute)

m = M(-1, 20)
view = memoryview(m)
show("m.close()")
show("m.resize(30)")
view[3] = 65
print(m[:5])
view.release()
show("m.close()")
show("m.closed")
show("m.close()")
for text in """\
len(m)
m[0]
m[0:1]
m.find(b'')
m.find('')
m.read()
m.read_byte()
m.readline()
m.resize(1)
m.seek(0)
m.seek('a')
m.size()
m.tell()
m.write(b'')
m.write_byte(1)
m.flush()
m.move(0,0,0)
m.__enter__()
m.__exit__(1,2,3)
memoryview(m)
m.__setitem__(0,1)
m.madvise(0)
list(m)
bool(m)
m.close(1)
""".splitlines():
    show(text)

m = M(-1, 20)
for text in """\
M(1,length=5,fileno=3)
M(fileno=-1,length=5).tell()
M(-1,5,None)
M(-1,5,1.5)
M(-1,1.5)
m.find(b'a',None)
m.find(b'a',1.5)
m.find(start=1)
m.move(1,2,1.5)
m.flush(None)
m.seek(1.5)
m.resize(1.5)
m.madvise(1.5)
m.write_byte(1.5)
m.write(5)
m.read(2**70)
m.seek(2**70)
m[slice(0,2**70)]==m[:]
M(-1,10,flags=mmap.MAP_PRIVATE|mmap.MAP_ANONYMOUS).size()
M(-1,10,prot=1).write(b'a')
M(-1,10,prot=0).tell()
m.seek(0)
m.rfind(b'zz',-5,-2)
m.find(bytearray(b'\\0\\0'),-5,-2)
M(fd,10).size(),M(fd,10,offset=4096).size()
m.readline()
""".splitlines():
    show(text)
m[3:6] = b"a\nb"
m.seek(0)
print(m.readline(), m.tell(), m.readline(), m.tell(), m.readline())

# Changes go to the file, or not.
with M(fd, 10) as shared, M(fd, 10, access=mmap.ACCESS_COPY) as private:
    shared[0:3] = b"abc"
    private[0:3] = b"xyz"
    shared.flush()
    print(shared[:], private[:], os.pread(fd, 5, 0))
    shared.resize(20000)
    print(len(shared), shared.size(), os.fstat(fd).st_size, shared[9999:10002])
with M(fd, 0, offset=mmap.ALLOCATIONGRANULARITY) as part:
    print(len(part), part[:4], part.rfind(b"9"), part.find(b"45", 100, 200))

# Memory shared with a child.
shared = M(-1, 10)
child = os.fork()
if child == 0:
    shared[:5] = b"child"
    os._exit(0)
os.waitpid(child, 0)
print(shared[:])
print(sorted(name for name in dir(mmap) if name.isupper()))
