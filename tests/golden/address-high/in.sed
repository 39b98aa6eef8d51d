s/^    addressee: Aan de Voorzitter.*/&\
    postal-address: [Gebouw, Vleugel, Gang, Kamer, Postbus 9, 1001 AB  WATERSTAD]/
