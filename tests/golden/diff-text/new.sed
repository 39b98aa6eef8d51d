# The year after: every line here is a change that `zetsel diff` has to tell.
s/Werkprogramma 2031$/Werkprogramma 2032/
s/period-start: 2031/period-start: 2032/
s/titles: Prof. dr./titles: Em. prof. dr./
s/holder: bries/holder: duin/
s/name: Minister voor Wind/name: Minister voor Wind en Zee/
s/name: Commissie Dijken/name: Commissie Dijken en Duinen/
s/vice-chair: eb/vice-chair: bries/
s/      term: 2/      term: 3/
s|status: priority|status: possible|
s/id: gemalen/id: sluizen-en-gemalen/
s/title: Gemalen en sluizen/title: Gemalen, stuwen en sluizen/
s/expected: 2031-Q1/expected: 2031-Q4/
s/  - id: hoog-water/  - id: vogels/
s/title: Hoog water in de lage landen/title: Vogels boven de molens/
s/Water en wind laten zich niet plannen\./Water en wind laten zich nauwelijks plannen./
s/Een programma wel, en dit is het\./Een programma wel, zoals {title:zand} laat zien./
s/        - sluizen\./        - sluizen;\n        - stuwen./
/Ten slotte een woord over/,/het water laag staat/d
s/title: Onderwerpen voor 2031/title: Onderwerpen voor het komende jaar/
s/number: "2"/number: "1a"/
s/alt: Een egaal blauw vlak/alt: Een effen blauw vlak/
s/credit: "Beeld: een programma"/credit: "Beeld: een ander programma"/
s/  status: draft$/  status: adopted\n  adopted-on: 2031-11-12\n  subtitle: Over water en wind/
