s,> Wie het water,<b>Wie</b> het water,
s,Ook het zand,![Ook](images/plate.png) het zand,
