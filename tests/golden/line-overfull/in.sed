# Words, an address and words held together, each wider than a column, a card or a line.
s/^      niet overal bekend/      onoverzichtelijk12345678901234567890123456789012345678901234567890123456789 en https:\/\/www.raad.example\/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz niet overal bekend/
s/^        - sluizen.$/        - van\&nbsp;de\&nbsp;allergrootste\&nbsp;waarde\&nbsp;zijnde\&nbsp;sluizen./
s/^    name: Minister voor Wind$/    name: Minister voor Windxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/
