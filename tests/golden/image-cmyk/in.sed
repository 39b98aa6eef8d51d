s,images/plate.png,images/plate.jpg,
