s/^    addressee: Aan de Voorzitter.*/&\
    postal-address:\
      - Postbus 20018 op de derde verdieping aan de waterkant\
      - 2500 EA  DEN HAAG/
