// Runs a learner's Python against a drill's cases, in an interpreter given from outside, so that the worker and the
// tests share it.

/** A call and what it must give; see content/drills/drill.schema.json.
 * @typedef {{ call: any[], expected?: any, between?: number[][], error?: string, tolerance?: number, twice?: true,
 *   feedback?: string, mistakes?: { got?: any, between?: number[][], tolerance?: number, feedback: string }[], hidden?: boolean }} Case */
/** @typedef {{ passed: boolean, got: string, why: string }} Verdict */
/** What `tell` hears, in this order: `at` before each case, `verdict` after it; or one `fault` that ends the run.
 * @typedef {{ at: number } | { verdict: Verdict } | { fault: string }} Report */

const shortened = (/** @type {string} */ text) => (text.length > 160 ? `${text.slice(0, 110)} … ${text.slice(-40)}` : text);

/** A value as Python writes it. @param {any} value @returns {string} */
export function python(value) {
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'object') return `float("${value.float}")`;
  return JSON.stringify(value);
}

/** A case's call as Python, cut to a line's length. @param {Case} one */
export const callOf = ({ call: [name, ...values] }) => shortened(`${name}(${values.map(python).join(', ')})`);

/** What a case must give, in words. @param {Case} one */
export function wantedOf({ expected, between, error }) {
  if (error) return `a ${error}`;
  if (between) return `[${between.map(([low, high]) => `${low} to ${high}`).join(', ')}]`;
  return shortened(python(expected));
}

const harness = `
import io, json, sys

_learner = {"__name__": "drill"}

def _value(one):
    if isinstance(one, dict):
        return float(one["float"])
    return [_value(each) for each in one] if isinstance(one, list) else one

def _near(got, wanted, tolerance):
    if isinstance(wanted, list):
        return isinstance(got, (list, tuple)) and len(got) == len(wanted) and all(
            [_near(one, other, tolerance) for one, other in zip(got, wanted)])
    if isinstance(wanted, (str, bool)) or isinstance(got, bool) or not isinstance(got, (int, float)):
        return type(got) == type(wanted) and got == wanted
    return abs(got - wanted) <= tolerance

def _within(got, ranges):
    middle = [(low + high) / 2 for low, high in ranges]
    return _near(got, middle, 1e300) and all([low <= one <= high for one, (low, high) in zip(got, ranges)])

def _matches(got, value, one, case):
    if "between" in one:
        return _within(got, one["between"])
    return value in one and _near(got, one[value], one.get("tolerance", case.get("tolerance", 1e-9)))

def _raised(error):
    text = io.StringIO()
    sys.print_exception(error, text)
    return {"kind": type(error).__name__, "words": str(error), "trace": text.getvalue()}

def lesson_load(code, names):
    try:
        exec(compile(code, "drill.py", "exec"), _learner)
    except BaseException as error:
        return json.dumps(_raised(error))
    return json.dumps({"missing": [one for one in names.split() if not callable(_learner.get(one))]})

def lesson_try(text):
    case = json.loads(text)
    function = _learner[case["call"][0]]
    values = [_value(one) for one in case["call"][1:]]
    before = repr(values)
    try:
        got = function(*values)
        again = function(*values) if "twice" in case else got
    except BaseException as error:
        found = _raised(error)
        found["right"] = isinstance(error, ValueError) and "error" in case
        return json.dumps(found)
    slips = [i for i, one in enumerate(case.get("mistakes", [])) if _matches(got, "got", one, case)]
    return json.dumps({"got": repr(got), "right": _matches(got, "expected", case, case), "slip": slips[0] if slips else -1,
                       "changed": repr(values) != before, "differs": not _near(again, got, 0)})
`;

/** The last line of the learner's own that a traceback names. @param {string} trace */
const lineOf = (trace) => [...trace.matchAll(/"drill\.py", line (\d+)/g)].at(-1)?.[1];

/** An error as one sentence. @param {{ kind: string, words: string, trace: string }} error */
function sentence({ kind, words, trace }) {
  const line = lineOf(trace);
  const where = line ? `Line ${line}: ` : '';
  if (kind === 'SyntaxError' || kind === 'IndentationError') return `${where}this is not Python yet (${words}).`;
  if (kind === 'RuntimeError' && /recursion/.test(words)) return `${where}the function calls itself without end.`;
  return `${where}${kind}${words ? `: ${words}` : ''}.`;
}

const outOfMemory = (/** @type {string} */ where) => `Stopped in ${where}: it took more memory than the 128 MB that a drill may have.`;

/** What Python's answer about one case means. @param {any} found @param {Case} one @returns {Verdict} */
function verdict(found, one) {
  if (found.kind) return { passed: found.right, got: found.kind, why: found.right ? '' : `${sentence(found)} ${one.error ? (one.feedback ?? '') : ''}`.trim() };
  const why = found.changed ? 'The function changed the list it was given. Work on a copy, as the caller still needs it.'
    : found.differs ? `A second call with the same values gave something else. ${one.feedback ?? ''}`
      : one.mistakes?.[found.slip]?.feedback ?? one.feedback ?? '';
  const passed = found.right && !found.changed && !found.differs;
  return { passed, got: shortened(found.got), why: passed ? '' : why };
}

/** @param {any} interpreter MicroPython's. @param {string} code @param {Case[]} cases @param {(report: Report) => void} tell */
export function judge(interpreter, code, cases, tell) {
  let where = 'your code';
  try {
    interpreter.runPython(harness);
    const names = [...new Set(cases.map(({ call }) => call[0]))];
    const loaded = JSON.parse(interpreter.globals.get('lesson_load')(code, names.join(' ')));
    if (loaded.kind === 'MemoryError') return tell({ fault: outOfMemory(where) });
    if (loaded.kind) return tell({ fault: sentence(loaded) });
    if (loaded.missing.length > 0) return tell({ fault: `There is no function “${loaded.missing[0]}” in the code; the checks call it by that name.` });
    const attempt = interpreter.globals.get('lesson_try');
    for (const [at, one] of cases.entries()) {
      where = callOf(one);
      tell({ at });
      const found = JSON.parse(attempt(JSON.stringify(one)));
      if (found.kind === 'MemoryError') return tell({ fault: outOfMemory(where) });
      tell({ verdict: verdict(found, one) });
    }
  } catch (error) {
    // The interpreter itself gave up: without memory its own part of the work fails as well.
    const { type, message } = /** @type {any} */ (error);
    tell({ fault: type === 'MemoryError' ? outOfMemory(where) : `Stopped in ${where}: ${message}` });
  }
}
