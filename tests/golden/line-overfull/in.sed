# A word that may be divided nowhere and is wider than a column.
s/^      niet overal bekend/      onoverzichtelijk12345678901234567890123456789012345678901234567890123456789 niet overal bekend/
