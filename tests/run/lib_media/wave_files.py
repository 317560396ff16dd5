"""wave: headers, parameters, frames, and what goes wrong."""

import wave, io, struct, warnings, sys, os, tempfile
os.chdir(tempfile.mkdtemp())
warnings.simplefilter('ignore')
sys.unraisablehook=lambda *a: None
def t(label,f):
    try: r=f()
    except BaseException as e: r=(type(e).__name__,str(e), isinstance(e,wave.Error))
    print(label,repr(r))
class NoSeek(io.BytesIO):
    def seek(s,*a): raise OSError
    def tell(s): raise OSError
class Keep(io.BytesIO):
    def close(s): print('CLOSED')
def wfile(ops, cls=Keep, f=None):
    f=f or cls()
    w=wave.open(f,'wb')
    for name,*a in ops: t(name,lambda: getattr(w,name)(*a))
    print(f.getvalue())
    return f
base=[('setnchannels',2),('setsampwidth',2),('setframerate',8000)]
wfile(base+[('writeframes',b'abcdefgh'),('tell',),('getparams',),('getnframes',),('close',),('close',)])
wfile(base+[('setnframes',2),('writeframesraw',b'abcdefgh'),('close',)])
wfile(base+[('setnframes',5),('writeframesraw',b'abcdefgh'),('close',)])
wfile(base+[('setnframes',5),('writeframes',b'abcdefgh'),('writeframes',b'abcd'),('setnchannels',1),('setsampwidth',1),('setframerate',1),('setnframes',1),('setcomptype','NONE','x'),('setparams',(1,1,1,1,'NONE','x')),('close',)])
wfile([]); wfile([('close',)]); wfile([('writeframes',b'')]); wfile([('setnchannels',1),('writeframes',b'x')]); wfile([('setnchannels',1),('setsampwidth',1),('writeframes',b'x')])
for n in 'getnchannels getsampwidth getframerate getnframes getcomptype getcompname getparams getmarkers tell'.split(): wfile([(n,)])
wfile([('setmark',1,2,3),('getmark',1)])
for k,v in [('setnchannels',0),('setnchannels',-1),('setsampwidth',0),('setsampwidth',5),('setsampwidth',4),('setframerate',0),('setframerate',0.5),('setframerate',1.5),('setframerate',2.5),('setframerate',-3),('setnframes',-5),('setcomptype',('NONE'))]: wfile([(k,v)])
wfile([('setcomptype','ULAW','x')]); wfile([('setcomptype','NONE','x'),('getcompname',)]); wfile([('setcomptype',None,None),('getcompname',),('getcomptype',)])
wfile([('setparams',(1,2,3,4,'NONE','n')),('getparams',)]); wfile([('setparams',(1,2)),]); wfile([('setparams',(0,2,3,4,'NONE','n'))])
wfile(base+[('writeframes',memoryview(b'abcdefgh').cast('H')),('close',)]); wfile(base+[('writeframes',bytearray(b'abc')),('close',)]); wfile(base+[('writeframes','x'),('close',)])
class NS(Keep):
    def seek(s,*a): raise OSError('seek')
    def tell(s): raise OSError('tell')
wfile(base+[('setnframes',2),('writeframes',b'abcdefgh'),('close',)],NS); wfile(base+[('writeframes',b'abcdefgh'),('close',)],NS)
f=Keep(b'junk'); f.seek(4); wfile(base+[('writeframes',b'abcdefgh'),('close',)],f=f)
def mk(fmt=1,ch=1,rate=8000,width=8,data=b'abcdef',extra=b'',pre=b'',size=None,post=b'',fmtextra=b''):
    fm=struct.pack('<HHLLHH',fmt,ch,rate,rate*ch*width//8,ch*width//8,width)+fmtextra
    body=b'WAVE'+pre+b'fmt '+struct.pack('<L',len(fm))+fm+extra+b'data'+struct.pack('<L',len(data) if size is None else size)+data+post
    return b'RIFF'+struct.pack('<L',len(body))+body
files=[mk(),mk(ch=2,width=16,data=b'abcdefgh'),mk(width=24),mk(width=12),mk(width=0),mk(ch=0),mk(fmt=2),mk(fmt=0xfffe),mk(extra=b'LIST\3\0\0\0abc\0'),mk(pre=b'xxxx\2\0\0\0yy'),mk(size=100),mk(data=b'abc',ch=2),mk(post=b'LIST\2\0\0\0ab'),mk(fmtextra=b'\0\0'),b'',b'RIFF',b'RIFF\4\0\0\0WAVE',b'RIFX\4\0\0\0WAVE',b'RIFF\4\0\0\0WAVX',mk()[:30],mk()[:40],b'RIFF\x0c\0\0\0WAVEdata\0\0\0\0', mk(width=32,data=b'abcdefgh'),mk()[:20]+b'\x02\0\0\0ab']
ops=[('getparams',),('getnchannels',),('getsampwidth',),('getframerate',),('getnframes',),('getcomptype',),('getcompname',),('getmarkers',),('getmark',1),('tell',),('readframes',2),('tell',),('readframes',0),('readframes',-1),('tell',),('rewind',),('readframes',100),('setpos',1),('tell',),('readframes',1),('setpos',-1),('setpos',100),('setpos',3),('close',),('getfp',),('tell',),('readframes',1),('close',),('getparams',)]
for d in files:
  for cls in (Keep,NoSeek):
    print(d)
    f=cls(d)
    try: r=wave.open(f)
    except BaseException as e: print(type(e).__name__,e); continue
    for name,*a in ops:
        t(name,lambda: getattr(r,name)(*a))
t('mode',lambda: wave.open(Keep(),'x')); pass; t('mode',lambda: wave.open('/nope/x','w')); t('rb',lambda: wave.open(Keep(),'rb'))
with open('x.wav','wb') as f: t('file',lambda: type(wave.open(f)).__name__)
with wave.open('x.wav','w') as w: w.setparams((1,1,8000,0,'NONE','')); w.writeframes(b'ab'); print(w.getparams())
with wave.open('x.wav','r') as w: print(w.getparams(), w.readframes(9), w.getfp().__class__.__name__)
print(w.getfp()); print(wave.WAVE_FORMAT_PCM, wave._wave_params._fields)
open('x.wav','wb').write(b'x')
t('bad',lambda: wave.open('x.wav'))

os.unlink('x.wav'); os.rmdir(os.getcwd())
