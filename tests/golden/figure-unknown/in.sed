s/^        Ten slotte een woord over de werkwijze\./        Ten slotte {figure:nergens}./
