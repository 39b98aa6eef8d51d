/* mutool run toggle.js IN N... OUT: click the Nth boxes of a form, one after the other. */
var doc = new PDFDocument(scriptArgs[0]);
var boxes = [];
for (var page = 0; page < doc.countPages(); page++) {
	var found = doc.loadPage(page).getWidgets();
	for (var i = 0; i < found.length; i++)
		if (found[i].getFieldType() != "signature")
			boxes.push(found[i]);
}
for (var k = 1; k + 1 < scriptArgs.length; k++)
	boxes[scriptArgs[k]].toggle();
doc.save(scriptArgs[scriptArgs.length - 1], "");
