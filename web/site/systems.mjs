// The data that the maps show: checked, then written as C++ tables for the core to include.
// Usage: node web/site/systems.mjs SOURCE_FOLDER OUTPUT_FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listed, readJson, refusal, validate } from './schema.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Characters the lesson's typeface holds, by the core's own table of widths. */
const drawable = new Set([...readFileSync(join(root, 'core/scene/typeface-widths.inc'), 'utf8').matchAll(/\{0x([0-9a-f]+),/g)]
  .map(([, code]) => String.fromCodePoint(parseInt(code, 16))));

/** Checks `data` of `file`; throws one sentence naming file, field and what is allowed. */
export function check(file, data, schema) {
  validate(file, data, schema);
  const refuse = refusal(file, data);
  const used = new Set();
  const walk = (value, path) => {
    if (typeof value === 'string') {
      const odd = [...value].find((character) => !drawable.has(character));
      if (odd) refuse(path, `holds “${odd}”, which the lesson's typeface does not; allowed are the characters of core/scene/typeface-widths.inc`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'source' && !data.sources[inner]) refuse(`${path}/source`, `must name one of the file's sources, ${listed(Object.keys(data.sources))}; ${JSON.stringify(inner)} is not one`);
        if (key === 'source') used.add(inner);
        walk(inner, `${path}/${key}`);
      }
    }
  };
  walk(data, '');
  for (const key of Object.keys(data.sources)) if (!used.has(key)) refuse(`/sources/${key}`, 'is cited nowhere; each source must bear a claim');
  for (const list of ['systems', 'stores', 'guarantees']) {
    const seen = new Set();
    (data[list] ?? []).forEach(({ id }, i) => {
      if (seen.has(id)) refuse(`/${list}/${i}/id`, `must differ from all others; “${id}” comes twice`);
      seen.add(id);
    });
  }
  checkRanks(data.systems ?? [], refuse);
  (data.stores ?? []).forEach((store, i) => checkStore(store, `/stores/${i}`, data.guarantees.map(({ id }) => id), refuse));
}

function checkRanks(systems, refuse) {
  const ranked = systems.filter(({ rank }) => rank).length;
  const seen = new Set();
  systems.forEach(({ rank }, i) => {
    if (!rank) return;
    if (rank > ranked || seen.has(rank)) refuse(`/systems/${i}/rank`, `must be a whole number from 1 to ${ranked} that no other system has; ${rank} is not`);
    seen.add(rank);
  });
}

function checkStore(store, path, guarantees, refuse) {
  const known = (id, where) => guarantees.includes(id) || refuse(where, `must be one of the file's guarantees, ${listed(guarantees)}; “${id}” is not`);
  const field = store.quorum ? 'copies' : 'trips';
  for (const knob of ['write', 'read']) {
    const { settings, shipped } = store[knob];
    if (shipped > settings.length) refuse(`${path}/${knob}/shipped`, `must count one of its settings, 1 to ${settings.length}; ${shipped} is not one`);
    settings.forEach((setting, i) => {
      if (setting[field] === undefined) refuse(`${path}/${knob}/settings/${i}`, `needs a field “${field}”, as the store has ${store.quorum ? 'a quorum' : 'outcomes'}`);
    });
  }
  if (store.quorum) {
    for (const key of ['met', 'missed']) known(store.quorum[key], `${path}/quorum/${key}`);
    return;
  }
  const [writes, reads] = [store.write.settings.length, store.read.settings.length];
  if (store.outcomes.length !== writes) refuse(`${path}/outcomes`, `must hold a row for each of ${writes} write settings; there are ${store.outcomes.length}`);
  store.outcomes.forEach((row, w) => {
    if (row.length !== reads) refuse(`${path}/outcomes/${w}`, `must hold an outcome for each of ${reads} read settings; there are ${row.length}`);
    row.forEach((outcome, r) => known(outcome.guarantee, `${path}/outcomes/${w}/${r}/guarantee`));
  });
}

// ---- C++ -----------------------------------------------------------------------------------------

/** A C++ string literal. */
const quoted = (text) => (text === undefined ? 'nullptr' : JSON.stringify(text).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
const table = (type, name, rows) => `constexpr ${type} ${name}[] = {\n${rows.map((row) => `    ${row},\n`).join('')}};\n`;
const heading = (file) => `// Written by web/site/systems.mjs from ${file}.\n`;

function sourceTable(data, name) {
  const keys = Object.keys(data.sources);
  return {
    text: table('Source', name, keys.map((key) => { const s = data.sources[key]; return `{${quoted(s.cite)}, ${quoted(s.text)}, ${s.year}}`; })),
    of: (key) => `&${name}[${keys.indexOf(key)}]`,
  };
}

/** Along the line from availability to consistency; those that it does not fit come last. */
const byRank = (systems) => [...systems].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));

/** The tables of tradeoffs.json. */
export function tradeoffTables(data) {
  const sources = sourceTable(data, 'tradeoff_source_table');
  const claim = ({ text, source }) => `{${quoted(text)}, ${sources.of(source)}}`;
  return heading('content/systems/tradeoffs.json') + sources.text + table('Tradeoff', 'tradeoff_table', byRank(data.systems).map((s) =>
    `{${quoted(s.id)}, ${quoted(s.name)}, ${s.rank ?? 0}, ${quoted(s.line)}, ${[s.choice, s.wrong, s.silent, s.reason].map(claim).join(', ')}, ${s.prices.wrong}, ${s.prices.silent}, ${sources.of(s.prices.source)}}`));
}

/** The tables of stores.json: flat lists, and stores that point into them. */
export function storeTables(data) {
  const sources = sourceTable(data, 'store_source_table');
  const claim = ({ text, source }) => `{${quoted(text)}, ${sources.of(source)}}`;
  const guarantees = data.guarantees.map(({ id }) => id);
  const copies = { majority: 'majority_of_copies', all: 'all_copies', undefined: '0' };
  const settings = [], outcomes = [], opinions = [], stores = [];
  const knob = ({ name, shipped, source, settings: own }) => {
    const first = settings.length;
    for (const one of own) settings.push(`{${quoted(one.name)}, ${copies[one.copies] ?? one.copies}, ${one.trips ?? 0}, ${one.writes ?? 0}}`);
    return `{${quoted(name)}, &setting_table[${first}], ${own.length}, ${shipped - 1}, ${sources.of(source)}}`;
  };
  for (const store of data.stores) {
    const knobs = `${knob(store.write)}, ${knob(store.read)}`;
    const first = outcomes.length, told = opinions.length;
    for (const one of (store.outcomes ?? []).flat()) {
      const [reads, writes] = [/reads|both/, /writes|both/].map((word) => word.test(one.cut));
      outcomes.push(`{&guarantee_table[${guarantees.indexOf(one.guarantee)}], ${reads}, ${writes}, ${quoted(one.note)}}`);
    }
    for (const one of store.told) opinions.push(`{${quoted(one.place)}, ${claim(one)}}`);
    const { met, missed, sloppy } = store.quorum ?? {};
    const quorum = store.quorum ? `&guarantee_table[${guarantees.indexOf(met)}], &guarantee_table[${guarantees.indexOf(missed)}], ${sloppy}` : 'nullptr, nullptr, false';
    stores.push(`{${quoted(store.id)}, ${quoted(store.name)}, ${knobs}, ${store.quorum ? 'nullptr' : `&outcome_table[${first}]`}, ${quorum}, ${claim(store.cut)}, &opinion_table[${told}], ${store.told.length}}`);
  }
  return heading('content/systems/stores.json') + sources.text +
    table('Guarantee', 'guarantee_table', data.guarantees.map((g) => `{${quoted(g.id)}, ${quoted(g.name)}, ${g.level}, ${claim(g.promise)}}`)) +
    table('Setting', 'setting_table', settings) + table('Outcome', 'outcome_table', outcomes) + table('Opinion', 'opinion_table', opinions) +
    table('Store', 'store_table', stores);
}

/** What a control offers: ids and names, in the rows' order. */
const choiceTable = (rows, name) => table('Param::Choice', name, rows.map((one) => `{${quoted(one.id)}, ${quoted(one.name)}}`));

/** The choices of both maps, and how many systems have a place on the line. */
function choices(tradeoffs, stores) {
  const ranked = tradeoffs.systems.filter((one) => one.rank !== undefined).length;
  return {
    'tradeoff-choices': `${heading('content/systems/tradeoffs.json')}${choiceTable(byRank(tradeoffs.systems), 'systems')}constexpr double ranked = ${ranked};\n`,
    'store-choices': heading('content/systems/stores.json') + choiceTable(stores.stores, 'store_choices'),
  };
}

/** Reads, checks and returns one file of content/systems. */
export function readSystems(folder, name) {
  const file = `content/systems/${name}.json`;
  const json = (path) => readJson(folder, path);
  const data = json(file);
  check(file, data, json(`content/systems/${name}.schema.json`));
  return data;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder, out] = process.argv;
  try {
    mkdirSync(out, { recursive: true });
    const [tradeoffs, stores] = [readSystems(folder, 'tradeoffs'), readSystems(folder, 'stores')];
    const files = { tradeoffs: tradeoffTables(tradeoffs), stores: storeTables(stores), ...choices(tradeoffs, stores) };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(out, `${name}.inc`), text);
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exit(1);
  }
}
