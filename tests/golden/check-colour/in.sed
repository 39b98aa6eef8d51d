s/Water en wind laten zich niet plannen\. Een programma wel, en dit is het\./De RWW telt vier leden, inclusief de voorzitter. Een lange termijn visie wel, en dit is het./
s/Wie aan zee woont, kijkt naar de lucht\./Wie aan zee woont, kijkt naar de XXXLucht en het *oude* VN Handvest./
s/number: "3"/number: "4"/
