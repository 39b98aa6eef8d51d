s/^  kamer:$/  zaal:\
    kind: chamber\
    name: Eerste Kamer\
&/
s/^    - office: kamer$/&\
    - office: zaal/
