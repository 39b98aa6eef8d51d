/^      title: Voorwoord/d
