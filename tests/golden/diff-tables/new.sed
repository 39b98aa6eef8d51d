# A figure, a row that goes and one that comes, notes and sources, headings, a caption.
s/"1\.530,2"/"1.560,4"/
/Vergoeding van de leden/d
s/^\( *\)- \[Huisvesting, .*/&\n\1- [Reiskosten, –, –, "12,0", "15,5"]/
s/ziekte en ouderschapsverlof/ziekte/
s/stand per 1 oktober 2034/stand per 1 november 2034/
s/title: Dekking van de begroting/title: Dekking van de hele begroting/
s/Bedrag in euro,/Bedrag in euro’s,/
s/\[Overige baten,/[Overige inkomsten en baten,/
s/group: Bedrijfsvoering/group: Bedrijf en voering/
s/"Stelt vast na overleg/"Stelt vast na goed overleg/
/De heer D\. Polderman/d
