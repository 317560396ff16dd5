# Token boundaries that are easy to get wrong.
print(1if 1else 2, [1for _ in"ab"])
print(1 .__add__(2), 1.0.is_integer(), 1..real, .5.real, 1e3.is_integer(), 0xf .real, 1j.imag)
print(5--3, 5- -3, 5-+-3, 2**-1, -2**2, 2**3**2, not-1, ~-~3, 1<2>1, 1!=2, 3//2)
print("a""b", 'a' 'b', "a"'b'r"\n", u"x"f"{1}", b"a"b'b')
print(1,2,)
print((1),(1,),(),[1,],{1,},{1:2,})
a=b=1;c=a;d=[a,b][0]
print(a,b,c,d);print("x"if a else"y")
print(a<b,a<=b,a==b,a is b,a is not c,not a,a and b or c)
print(*[1],**{"sep":""})
print((lambda:1)(),(lambda*a:a)(1),(lambda**k:k)(x=1),(lambda a,*,b:b)(1,b=2))
x=[0]*3;x[0]=1;x[-1]=x[0]<<2
print(x,x[1:],x[:1],x[::2],x[:],x[-1:])
print(a if a else b if b else c,[i for i in(1,2)if i>1],{i:i for i in[1]},{i for i in[1]})
print(1_000,0b1_0,0o1_7,0x_f,1_0.5_0,1e1_0)
print(...,Ellipsis is...,[...],{...:...})
print("\x41\u0042\N{DIGIT TWO}\103\
D",'it''s',"q\"q",'\'',"""a"b""",'''a'b''')
