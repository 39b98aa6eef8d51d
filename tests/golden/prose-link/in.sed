s,(https://raad.example/verwijzing),(javascript:alert(1)),
