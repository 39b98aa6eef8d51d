s/Water en wind laten zich niet plannen\. Een programma wel, en dit is het\./De RWW telt vier leden, inclusief de voorzitter. Een lange termijn visie wel, en dit is het./
s/Wie aan zee woont, kijkt naar de lucht\./Wie aan zee woont, kijkt naar de XXXLucht en het *oude* VN Handvest./
s/number: "3"/number: "4"/
$a\
accept:\
  - code: placeholder-mark\
    at: XXXLucht\
    reason: Dit is een proef.\
  - code: count-members\
    at: voorwoord/lead\
    reason: Er komt een lid bij.\
  - code: chapter-gap\
    at: samenstelling\
    reason: Het derde hoofdstuk volgt.\
  - code: date-year\
    at: voorwoord\
    reason: Dit is er niet meer.\
  - code: chapter-gaps\
    at: voorwoord\
    reason: Dit is verschreven.
