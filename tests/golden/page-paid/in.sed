# Two paragraphs less, and the last page of the preface holds a few lines.
/^        Over het zoete water/,/^        Ten slotte/{/^        Ten slotte/!d}
