// What other people's pages need of the lesson: embed.html, the check of messages, and the types.
import { writeFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { options } from '../glue/permissions.js';
import { schema } from './messages.mjs';
import { frameTypes, types } from './types.mjs';

/** The check of a message to the frame, as a module: compiled here, for a page may not compile. */
export function messageCheck() {
  const ajv = new Ajv({ code: { source: true, esm: true }, strict: false });
  ajv.addSchema(schema, 'messages');
  return standaloneCode(/** @type {any} */ (ajv), { toFrame: 'messages#/$defs/toFrame' });
}

/** @param {Record<string, any>} assets @param {string} csp */
const page = (assets, csp) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<title>A simulator · Trade-offs in data systems</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="assets/${assets.icon}" type="image/svg+xml">
<script defer fetchpriority="high" src="assets/${assets.frame}"></script>
<link rel="stylesheet" href="assets/${assets.css}">
<script src="assets/${assets.theme}"></script>
</head>
<body class="alone">
<main>
<p>The simulator needs JavaScript. <a href="index.html" target="_blank" rel="noopener">The lesson</a> can be read without.</p>
</main>
</body>
</html>
`;

/** Refuses a parameter whose name an option of the frame has. @param {any[]} descriptions */
function checkNames(descriptions) {
  for (const { id, params } of descriptions)
    for (const param of params)
      if (['sim', 'origins', 'embed', 'name', ...options].includes(param.id)) throw new Error(`${id} has a parameter “${param.id}”, which is the name of an option when it is embedded`);
}

/** @param {string} out Folder of the site. @param {any[]} descriptions @param {Record<string, any>} assets @param {string} csp */
export async function makeEmbedding(out, descriptions, assets, csp) {
  checkNames(descriptions);
  await writeFile(`${out}/embed.html`, page(assets, csp));
  await writeFile(`${out}/assets/tradeoff-sim.d.ts`, types(descriptions));
  await writeFile(`${out}/assets/tradeoff-frame.d.ts`, frameTypes());
  await writeFile(`${out}/assets/messages.schema.json`, JSON.stringify(schema, null, 2));
}
