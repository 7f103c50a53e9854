// The lesson as an EPUB 3: the chapters of the page that holds them all, with posters and answers.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import render from 'dom-serializer';
import { parseDocument } from 'htmlparser2';
import { zip } from './archive.mjs';
import { plain } from './social.mjs';

/** @param {string} title @param {string} body */
const xhtml = (title, body) => `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><head><title>${title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>${body}</body></html>
`;

/** A book has room for one width of each poster, which may hold pictures of its own. @param {any} node */
function withoutNarrow(node) {
  node.children = node.children?.filter((/** @type {any} */ one) => one.attribs?.class !== 'poster narrow').map(withoutNarrow);
  return node;
}

/** HTML as XML; links that lead out of the book become plain text. @param {string} html */
function asXml(html) {
  const inside = html
    .replace(/<a\s[^>]*href="(?!#|https?:)[^"]*"[^>]*>([\s\S]*?)<\/a>/g, '<span>$1</span>')
    .replace(/ tabindex="0"/g, '')
    .replace(/<svg(?![^>]*xmlns)/g, '<svg xmlns="http://www.w3.org/2000/svg"')
    .replace(/<math(?![^>]*xmlns)/g, '<math xmlns="http://www.w3.org/1998/Math/MathML"');
  const document = parseDocument(inside, { lowerCaseTags: false, lowerCaseAttributeNames: false, recognizeSelfClosing: true });
  return plain(render(withoutNarrow(document), { xmlMode: true, encodeEntities: 'utf8' }));
}

/** As the pictures' labels were measured: in another typeface they run into each other. */
const faces = ['regular', 'semibold'];
const style = `${faces.map((face, i) => `@font-face{font-family:Inter;font-weight:${i ? 600 : 400};src:url(inter-${face}.ttf)}`).join('')}
body{font-family:sans-serif;line-height:1.5}svg{max-width:100%;height:auto}figure{margin:1em 0}table{border-collapse:collapse}th,td{border:1px solid #87929d;padding:.2em .5em;text-align:left;vertical-align:top}
.kicker,.source,figcaption{color:#535c61;font-size:.9em}.question{border-left:.2em solid #0b63c4;padding-left:1em;margin:1.5em 0}.aside{border:1px solid #87929d;padding:0 1em}.tag{font-size:.8em;text-transform:uppercase}pre{white-space:pre-wrap}`;

/** @param {string} site @param {string} file @param {string} date Of the edition, as an ISO date and time in UTC. */
export async function makeEpub(site, file, date) {
  const whole = await readFile(`${site}/whole/index.html`, 'utf8');
  const chapters = [...whole.matchAll(/<article class="part"[^>]*>([\s\S]*?)<\/article>/g)].map(([, html], i) => {
    const [, title] = /<h2 class="chapter-title"[^>]*>([\s\S]*?)<\/h2>/.exec(html) ?? ['', ''];
    const name = `chapter-${i}.xhtml`;
    const body = asXml(html);
    const properties = [/<svg/.test(body) && 'svg', /<math/.test(body) && 'mathml'].filter(Boolean).join(' ');
    return { name, title, text: xhtml(title, `<section epub:type="chapter">${body}</section>`), properties };
  });
  const title = 'Trade-offs in data systems';
  const nav = xhtml('Contents', `<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>${chapters.map(({ name, title: words }) => `<li><a href="${name}">${words}</a></li>`).join('')}</ol></nav>`);
  const front = xhtml(title, `<h1>${title}</h1><p>An interactive lesson on reliability, scalability and maintainability. In this book its simulators stand still, and every answer is open. Where the text asks you to set or to press something, it speaks of the lesson on a screen.</p><p><img src="cover.png" alt="${title}: a simulator of the lesson"/></p>`);
  const assets = await readdir(`${site}/assets`);
  const fonts = await Promise.all(faces.map(async (face) => [`inter-${face}.ttf`, new Uint8Array(await readFile(`${site}/assets/${assets.find((name) => name.startsWith(`inter-${face}.`) && name.endsWith('.ttf'))}`))]));
  const items = [['front', 'front.xhtml', ''], ...chapters.map(({ name, properties }, i) => [`c${i}`, name, properties])];
  const opf = `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">trade-offs-in-data-systems</dc:identifier><dc:title>${title}</dc:title><dc:language>en</dc:language><dc:rights>MIT licence</dc:rights><meta property="dcterms:modified">${date}</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="style" href="style.css" media-type="text/css"/>${fonts.map(([name], i) => `<item id="f${i}" href="${name}" media-type="application/vnd.ms-opentype"/>`).join('')}<item id="licence" href="inter-licence.txt" media-type="text/plain"/><item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>
${items.map(([id, name, properties]) => `<item id="${id}" href="${name}" media-type="application/xhtml+xml"${properties ? ` properties="${properties}"` : ''}/>`).join('\n')}</manifest>
<spine><itemref idref="front"/><itemref idref="nav"/>${items.slice(1).map(([id]) => `<itemref idref="${id}"/>`).join('')}</spine></package>
`;
  await writeFile(file, zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'book/content.opf': opf, 'book/nav.xhtml': nav, 'book/front.xhtml': front, 'book/style.css': style, 'book/cover.png': new Uint8Array(await readFile(`${site}/social/lesson.png`)),
    'book/inter-licence.txt': new Uint8Array(await readFile(`${site}/licences/inter.txt`)),
    ...Object.fromEntries(fonts.map(([name, bytes]) => [`book/${name}`, bytes])),
    ...Object.fromEntries(chapters.map(({ name, text }) => [`book/${name}`, text])),
  }, ['mimetype']));
}
