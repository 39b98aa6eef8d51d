// The text of a PDF as pdf.js gives it: items joined as its text layer joins them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const require = createRequire(pathToFileURL(folder + "/"));
const pdfjs = await import(pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.mjs")).href);
const task = pdfjs.getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
const document = await task.promise;

for (let number = 1; number <= document.numPages; number++) {
	const page = await document.getPage(number);
	const content = await page.getTextContent();
	let text = "";
	for (const item of content.items)
		text += item.str + (item.hasEOL ? "\n" : "");
	process.stdout.write(text + "\f");
}
await task.destroy();
