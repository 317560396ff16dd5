# What is wrong with changed streams: the texts, also of calls after the first, and what is left of the input.
import base64
import random
import zlib

STREAMS = (
    (15,
     'c-kw;NL45-%}mZ#NGi%N&r?XtuTaP;%`GTa$S+GRQYZmR=Ok8DDx~D6TZ4JSS}_0`(qZ`'),
    (15,
     'c$__uff0m23<3l6-}5h=^Nz-ZBY@f$oz78sDOTr5cjB^J;}S&WrnoeCg)e;|cbSuN7+LhF;OySRvaXt$*Uc|Tyt91Z-^OoT_'
     'iUGlZd~I_urBT^8op|`ux&mi&qPh#*x+cS60LsJ>64FLWziP0(fAww0TQ+W=K'),
    (15,
     'c-keD%K^hM2tyaj!Tb!~f3fP(OXDVhg(Ntiefho5?&tNz{qlV`zp>BG`ONjq)K^73g(${L&v{>XDqh)&%hYr7D}P`0{jTD!o'
     '~{3__oMGmaqm)BiFQ=MOr?yP<|=N%Ey;Doy%zu%BrQZX2?inb0}2DNpZ9s3{5+2dnKJxxYTgZBpW=dyP<=oPd8l5bDhGE&>$'
     'Vu(8&3%G2up%0L-;a<G_Npc(=Bb(Q9org9CWNNU(s_lr>A%K=&Q0!Y%1fHa&N239o6eokfV&&onM#k?G}Q5!ZJ`lE_{<{afN'
     'wC=pTJ3LMNdVo9gn-S*;-J_@47X@KuCpR<Id)W*(dq9_>P@4ea_~>40-D==Vkme=ExB6Im+|s>MUVw7cFQS138pAf58`8zRD'
     '%6RY8T_x%lG?#5rJwB9<M)a<R_kGp2?mFS!o&pTjyi}S5H9{AO>dhtVFej0<=-ywlT3?7_h*#&<5Zxe?%59590`lyM|&CQ@r'
     '!n_<q{X!3UpWH$vm%4g?(ar^2@vEqJF(Hl4t}ZYl>T71meR#rOi3brZPGru;qHq=GaW-5f^oj|`YqBjybsQLBOkUv22$hzVx'
     'mOZB&UiQ~uyd`mFZ#;z>-WL>y;IPaftZ~Q4Jc<OM)IB=g|oBGbf4Vw=zSV9hxiN$xl)d`;ml`-tG@p0F71Tf49v2$5uPk2Jg'
     'XV7yAyUVBi3w#?Ajq?M`)LjJM4{oDy?63NgZRrmaDSE*>>m13Tz+tkp45G!EUM;)vRP+X-aih757S^$H=nRN^Vq4v+K0G$Q_'
     'N1eoMWSjH8$*=$dKzy{FVWq-x4dt3YFZ#Lrz{-Pm*N``nn^_}bjsI+vQXu9)VoyZ4GUVL&3ie_#_z*2CFNalkK_><^=_c6#j'
     'Xw}albO~gYdoOHoY?+nT}obT@AhR<%e?d7=#&NX(bIR`D~pv&xT9z(Bjv>Qjq2{fJ6R~w2wRp>s22LxX|PSdXjSG~{RnHl^u'
     '4=?=yfmKIi'),
    (-15,
     'C6r4710e`QFEk7J<NYtz7rU8K1q=yrKKt^!pY`YUMSpp}&Ts9rb3Su^Gr7g%;)0JCzk9#%#Gh#VGWp&7%I{axU*p&O4*!Sq<'
     '^JM#@wY>u9Wt1a%9PWb<Q94*^<3%Q7JwF#0g)}p?1IpbP?!+=xu3_$&+{0_i13y*I$Pad{6Y~yet`ygkS~(Vp*Lc9EtYrVf*'
     '=oAQm8V(mkH8rFz2XRl~IR!3PfLpD(2=Z)m$U%a@L1iq6{{P=pwd<EWPBLL*~&N!<*j}@6Lc=E?8F7uY+$>S~Qq<L4Q>T9$2'
     '7+O{%<0y#x>fv(HYB?KB?HjI(h8$L6Fk2p01#N^Qli|CJ7L?j`ztq=erm%F`!OQbkL(xDqf;TBeFKP|99Pwjz#iKm_vY-CEi'
     'G&KsVwpMQ%=o0n%&Ip^h{tGD*Oi|Dc+o_mDtKAe<J>=k}$rWWTCwa=(QUcGLi7NLzeH-c#w@k3r>o$kO6(|L$Z51^=#!0btn'
     '@D=lPjPjTCp!XGv!q}+GIm+S#aQvU5J_UXs>FiX2&q{q}MzN5GeG48S7_Mke_=zK~;#}FLt^z$iL1A<!uxL~qvBSt2^shRZ)'
     'U>j=LLx8(XgRL{Th#09mcFz+_z{p=Xn5*EA!>|$v%!GM*2Ew$oY0o=!>h#7PtRV?(=>AuUqhl;lp{~N<}<^|&wt)xCnz>G%V'
     '-0hEKPXUfRl+*Y(pP|rEQQ?)RkP~zp7Uag?&lQSG%MRJ;L|RnjP8f3eIT-Z6EC+{u5gWh#gDL0^FNY-m22OC<F#n0Z-A5_>6'
     'WPyGyal*zhfCDH;c#3v^~$_4X-h7pY9Su?iUT13zFQw&U6H&M89M^!e9|t(S+n<($%qrFLxwy$fq#kVKrbx9~ws*259zIjo5'
     'fnA9?i2g`ziHtkqq2f?vJJPe%UQ{smh#kP1G7LfLg_#D<U{*ULOd9knf-y<#dNEhG`yC%Jsw>Wp{xFJo6=Up}w__w6{($x60'
     '`e6Z0EDvL^dS>Y^eAry}{Qv'),
    (31,
     'ABzY8000001OqF{NL45-%}mZ#NGi%N&r?XtuTaP;%`GTa$S+GRQYZmR=Ok8DDx~D6TZ4JSS}_2YZwg5c0RR9'),
    (15,
     'cmV+p0rCEHXk{RAb!lU3AYyWFcWxkNZ+IYTb!~8SAa8bMav*eQWgu)}dU+sZZ)ZCobZBKDadl~9Yan8BZ+C7WW^Z^PYISXJb'
     '0BYaWpW^NXk{R5VS0HWWN&9XAarPDAaQkRV{0H{a&LETAZBlPAZm4OaC0DUc4cxPbZBKDY+-tNAY^Z6J0NsuWgu~NX=7_3Vs'
     'dYHZXjlFcpz$ZZE$lSZ+2yJAarPDAZ%fJc_3tOXFDKtXk{RAb!lU3AYyWFcWxkNZ+IYTb!~8SAa8bMav*eQWgu)}dU+sZZ)Z'
     'CobZBKDadl~9Yan8BZ+C7WW^Z^PYISXJb0BYaWpW^NXk{R5VS0HWWN&9XAR5wP`2'),
    (15,
     'cmV~$u>k-u2m-K&7zB~(|Bp2(5XOOl1|9eiV+mG)B4~p-@B(R|3ABfn(IH#~oA4T=!@M9G<ONTMx5k>dDqIMb4AvgV2`CMy3'
     ')nf(HaH@fDlkj%#o+qD>p-P}$Uv%tx(vApO%;?P^vclILC2s=gJuUUAG%|-m*`ZXpNL)?eL1);urzQ_VDG_^;TOVJg((xmHK'
     'uhKzhI)lycf*rkXj=$5mzA-B2Pwk53eS8(%|(4Z*q9g#yb(qDy)`R$JqF=+rgCvCkE#_T*|mDf>l*usR)+KV5JVMWk8k&q&g'
     't&1DP1)E<v#hREwa-2K92F?gF+nV0!{~_P{<FG(*s?0v!|duEC)WoPGf(8gTXn40T|74JIa-s{$WG@L2|5_P}=&aHRp)7jRz'
     '=yt2V-5xi7^w@auPLuDUSuLH3(5SxLRI*3<>q#~rLg0w}bS%%tmP(KE8X&`q8a(s|4hDJ+hQU%S4P-H`y9F)C4Pa5dW1bVv%'
     'tz>8?g!ZbSlL_6dp*tPA^n$Kv&~-0pwhqm#(JB)ySE2PnbW=vR_t3o)w536NE@)p4J#C}siRiEj9WT+@82#i!zjV-B8uXe$@'
     '7AGDW%Q*8S5?8~B3xUBsXCZpV3h`zJFwOVw_>=ngv~10Bf>r#p3cGZE^wrQlL`E44}K%V??QN81@D^hX${}gVTv!9iUz}a!E'
     'kgK-WnsD7+n>nJH+(L7;6vXH^GcFn8^hb<}itkc@!}(RhX?MW+%p6`7k#fq)LO-FbJy-;gk_o5z$m3T}7m)jJWC$4}(l;keL'
     'pW@*$ZRd9_4ds*t6KY;5G1LoOG*k_NBd1drOo<H~sI5KmWy*EaF`)_5Kr-qZ`;M1vQ;;N|J?p4ND8O}up#-d>1zBV()fu$2j'
     'x(qQ>6SalAov#~uQ)~v!hOYA7d&ib%%2m4BcePOVxI_z#4doJPwfmKIi'),
)


def outcome(function):
    try:
        result = function()
    except zlib.error as problem:
        return "%s %s" % (type(problem).__name__, problem)
    except ValueError as problem:
        return "%s %s" % (type(problem).__name__, problem)
    return zlib.crc32(result)


def changed(data, rng):
    data = bytearray(data)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 5))):
        place = rng.randrange(len(data))
        if rng.random() < 0.5:
            place = min(place, rng.randrange(12))
        kind = rng.randrange(4)
        if kind == 0:
            data[place] = rng.randrange(256)
        elif kind == 1:
            data[place] ^= 1 << rng.randrange(8)
        elif kind == 2:
            del data[place:place + rng.randrange(3)]
        else:
            data.insert(place, rng.randrange(256))
    return bytes(data)


rng = random.Random(1)
for number in range(200):
    wbits, text = STREAMS[number % len(STREAMS)]
    data = changed(base64.b85decode(text), rng)
    wbits = rng.choice((wbits, wbits, wbits, 47, 15, -15, 31, 9))
    print(number, outcome(lambda: zlib.decompress(data, wbits)))
    stream = zlib.decompressobj(wbits)
    # In one piece or nearly bytewise: what the stream itself finds wrong is then the same in all libraries.
    step, limit = rng.choice(((10**6, 0), (5, 0), (5, 7)))
    shown, failures = [], 0
    for start in range(0, len(data), step):
        result = outcome(lambda: stream.decompress(data[start:start + step], limit))
        if isinstance(result, str) and failures < 3:
            shown.append(result)
            failures += 1
    print(" ", shown, outcome(stream.flush), stream.eof, len(stream.unused_data), len(stream.unconsumed_tail))
    print(" ", outcome(lambda: stream.decompress(b"abc")), stream.eof or outcome(lambda: stream.copy().flush()))
