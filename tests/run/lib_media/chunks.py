"""chunk.Chunk over files that can and cannot seek."""

import chunk, io

class NS(io.BytesIO):
    def seek(s,*a): raise OSError('no')
class NT(io.BytesIO):
    def tell(s): raise OSError('no')
class NA:
    def __init__(s,b): s.b=io.BytesIO(b)
    def read(s,n=-1): return s.b.read(n)
for cls in (io.BytesIO,NS,NT,NA):
  for data in (b'',b'abcd\0\0',b'abcd\0\0\0\5hello!rest',b'abcd\0\0\0\5hello',b'abcd\0\0\0\6hello!rest',b'abcd\5\0\0\0hello!rest'):
    for kw in ({},dict(align=False),dict(bigendian=False,inclheader=True)):
      for ops in ([],[('read',)],[('read',3),('tell',),('read',3),('tell',),('read',)],[('seek',2),('read',2)],[('seek',-1,2),('read',)],[('seek',9)],[('seek',-9)],[('read',1),('seek',1,1),('read',)],[('skip',),('tell',)],[('read',4),('skip',),('tell',)],[('isatty',),('getname',),('getsize',)],[('close',),('close',),('read',)],[('close',),('tell',)],[('close',),('isatty',)],[('close',),('seek',0)],[('close',),('skip',)],[('read',0),('read',5),('read',1)],[('skip',),('skip',)],[('seek',1,7)]):
        out=[]
        f=cls(data)
        try:
            c=chunk.Chunk(f,**kw)
            out.append((c.chunksize,c.seekable))
            for o,*a in ops: 
                try: out.append(getattr(c,o)(*a))
                except Exception as e: out.append((type(e).__name__,str(e)))
            out.append(c.closed)
        except Exception as e: out.append((type(e).__name__,str(e)))
        out.append(f.read(-1))
        if cls is io.BytesIO or len(data)>12: print(data,kw,ops,out)
