s,images/plate.png,images/plaat.png,
