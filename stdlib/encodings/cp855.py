"""cp855, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp855", (
    "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖв"
    "ВьЬ№\xadыЫзЗшШэЭщЩчЧ§■\xa0"
), maps=True)
