# A word, an address and words held together, each wider than a column; and an office that is
# wider than the card of a member, which no line of the edition gives.
s/^      niet overal bekend/      onoverzichtelijk12345678901234567890123456789012345678901234567890123456789 en https:\/\/www.raad.example\/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz niet overal bekend/
s/^        - sluizen.$/        - de\&nbsp;wind\&nbsp;op\&nbsp;de\&nbsp;zee\&nbsp;en\&nbsp;de\&nbsp;zon\&nbsp;op\&nbsp;het\&nbsp;wad\&nbsp;en\&nbsp;de\&nbsp;maan\&nbsp;bij\&nbsp;eb./
s/^    name: Commissie Dijken$/    name: Commissie Dijken1234567890123456789012345678901234567890/
