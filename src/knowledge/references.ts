import { formatDate, NOT_DISCLOSED, type PartialDate } from './dates.ts';
import type { Fault } from './faults.ts';
import type { Path } from './files.ts';
import { formatTokens } from './Model.ts';
import type { ParsedKnowledge } from './parse.ts';
import type { ParsedRecord } from './ParsedRecord.ts';
import type { TimelineRecord } from './schemas/timeline.ts';
import type { ModelRecord } from './schemas/model.ts';

/** What a reference stands for, or what is wrong with it; neither if it leads to a record with faults of its own. */
export interface Resolved {
  readonly text?: string;
  readonly problem?: string;
}

/** `undefined` if the model's file has no such value. */
const FACTS: Readonly<Record<string, (model: ModelRecord) => string | undefined>> = {
  name: ({ name }) => name,
  announced: ({ announced }) => formatDate(announced),
  released: ({ released }) => (released === null ? undefined : formatDate(released)),
  parameters: ({ parameters }) => parameters ?? NOT_DISCLOSED,
  contextWindow: ({ contextWindow }) => formatTokens(contextWindow),
  maxOutput: ({ maxOutput }) => formatTokens(maxOutput),
  knowledgeCutoff: ({ knowledgeCutoff }) => formatDate(knowledgeCutoff),
  'retired.chatgpt': ({ retired }) => retired?.chatgpt && formatDate(retired.chatgpt),
  'retired.api': ({ retired }) => retired?.api && formatDate(retired.api),
};

const FACT_NAMES = Object.keys(FACTS);

const NO_REFERENCE = 'is no reference: write it like {{gpt-4.released}} or {{chatgpt.plus.model}}';

const UNKNOWN: Resolved = {};
const resolvedTo = (text: string): Resolved => ({ text });
const problem = (what: string): Resolved => ({ problem: what });

/**
 * Dates, names and numbers are written once, in `models/` or the timeline; answers refer to them.
 *
 * | reference | stands for |
 * |---|---|
 * | `gpt-4.released` | a fact of the model: see `FACTS` |
 * | `gpt-4.plus.from`, `gpt-4.plus.to` | when the plan first had the model, and when it lost it for good |
 * | `chatgpt.plus.model`, `chatgpt.plus.since` | the model that the plan uses by default, and since when |
 *
 * @example
 * references.resolve('gpt-4o.contextWindow'); // { text: '128,000 tokens' }
 */
export class References {
  readonly #models: ParsedKnowledge['models'];
  /** Longest first: `gpt-3.5.released` must not be taken for a fact of a model called `gpt-3`. */
  readonly #ids: readonly string[];
  readonly #timeline: readonly TimelineRecord[];
  readonly #isTimelineWhole: boolean;
  /** `undefined` if `names.yaml` has faults. */
  readonly #plans: ReadonlySet<string> | undefined;

  constructor({ models, timeline, names }: Pick<ParsedKnowledge, 'models' | 'timeline' | 'names'>) {
    this.#models = models;
    this.#plans = names?.data && new Set(Object.keys(names.data.plans));
    this.#ids = [...models.keys()].toSorted((one, other) => other.length - one.length);
    this.#timeline = (timeline ?? []).flatMap(({ data }) => data ?? []);
    this.#isTimelineWhole = timeline !== undefined && this.#timeline.length === timeline.length;
  }

  /** @param reference - The text between the braces. */
  resolve(reference: string): Resolved {
    if (!this.#plans && /\.(?:from|to|model|since)$/.test(reference)) return UNKNOWN;
    const [, now = '', what] = /^chatgpt\.([a-z][a-z0-9-]*)\.(model|since)$/.exec(reference) ?? [];
    if (this.#plans?.has(now)) return this.#resolveNow(now, what === 'model');
    const id = this.#ids.find((known) => reference.startsWith(`${known}.`));
    if (id === undefined) return problem(this.#unknownModel(reference) ?? NO_REFERENCE);
    const fact = reference.slice(id.length + 1);
    const [, plan = '', end] = /^([a-z][a-z0-9-]*)\.(from|to)$/.exec(fact) ?? [];
    if (this.#plans?.has(plan)) return this.#resolveUse(id, plan, end === 'from');
    if (Object.hasOwn(FACTS, fact)) return this.#resolveFact(id, fact);
    return problem(
      this.#unknownModel(reference) ?? `asks for what a model does not have: use one of ${FACT_NAMES.join(', ')}`,
    );
  }

  #resolveFact(id: string, fact: string): Resolved {
    const model = this.#models.get(id)?.data;
    if (!model) return UNKNOWN;
    const value = FACTS[fact]!(model);
    return value === undefined
      ? problem(`has no value in models/${id}.yaml: add it there or reword this`)
      : resolvedTo(value);
  }

  #resolveNow(plan: string, wantsModel: boolean): Resolved {
    if (!this.#isTimelineWhole) return UNKNOWN;
    const current = this.#timeline
      .filter(({ role, to, plans }) => role === 'default' && to === undefined && plans.includes(plan))
      .toSorted((one, other) => one.from.localeCompare(other.from))
      .at(-1);
    if (!current) return problem(`has no value: the timeline has no default without an end for the plan ${plan}`);
    if (!wantsModel) return resolvedTo(formatDate(current.from));
    const model = this.#models.get(current.model)?.data;
    return model ? resolvedTo(model.name) : UNKNOWN;
  }

  #resolveUse(id: string, plan: string, wantsFrom: boolean): Resolved {
    if (!this.#isTimelineWhole) return UNKNOWN;
    const uses = this.#timeline.filter(({ model, plans }) => model === id && plans.includes(plan));
    if (uses.length === 0) return problem(`has no value: the timeline has no entry of ${id} for the plan ${plan}`);
    if (wantsFrom) return resolvedTo(formatDate(uses.map(({ from }) => from).toSorted()[0]!));
    const ends: PartialDate[] = uses.flatMap(({ to }) => to ?? []).toSorted();
    if (ends.length < uses.length) return problem(`has no value: the plan ${plan} still has ${id} in the timeline`);
    return resolvedTo(formatDate(ends.at(-1)!));
  }

  /** If the reference ends like one to a model, but there is no such model. */
  #unknownModel(reference: string): string | undefined {
    const ending =
      FACT_NAMES.find((fact) => reference.endsWith(`.${fact}`)) ??
      [...(this.#plans ?? [])]
        .flatMap((plan) => [`${plan}.from`, `${plan}.to`])
        .find((end) => reference.endsWith(`.${end}`));
    if (ending === undefined) return undefined;
    const id = reference.slice(0, -ending.length - 1);
    return `names no model: add models/${id}.yaml, or correct the id`;
  }
}

/** The fields of an answer that people read as text. */
const ANSWER_FIELDS = new Set<PropertyKey>(['title', 'short', 'body', 'table']);
const MODEL_FIELDS = new Set<PropertyKey>(['short', 'facts', 'chatgptNote', 'nameMeaning', 'limits', 'benchmarks']);
const ASSISTANT_FIELDS = new Set<PropertyKey>(['short', 'facts', 'basedOnGptNote']);
const FAMILY_FIELDS = new Set<PropertyKey>(['short']);
const NONE: ReadonlySet<PropertyKey> = new Set();

/** Fills in references such as `{{gpt-4.released}}`, in the fields that people read as text. */
export function resolveReferences(records: ParsedKnowledge): { records: ParsedKnowledge; faults: readonly Fault[] } {
  const references = new References(records);
  const faults: Fault[] = [];
  const fill = <R>(parsed: ParsedRecord<R>, fields: ReadonlySet<PropertyKey>): ParsedRecord<R> => {
    if (!parsed.data) return parsed;
    const filled = mapStrings(parsed.data, [], (text, path) =>
      resolveText(text, path, parsed, fields.has(path[0]!) ? references : undefined, faults),
    );
    return parsed.withData(filled as R);
  };
  return {
    records: {
      ...records,
      answers: mapValues(records.answers, (parsed) => fill(parsed, ANSWER_FIELDS)),
      models: mapValues(records.models, (parsed) => fill(parsed, MODEL_FIELDS)),
      assistants: mapValues(records.assistants, (parsed) => fill(parsed, ASSISTANT_FIELDS)),
      families: mapValues(records.families, (parsed) => fill(parsed, FAMILY_FIELDS)),
      timeline: records.timeline?.map((parsed) => fill(parsed, NONE)),
      outOfScope: records.outOfScope.map((parsed) => fill(parsed, NONE)),
      phrasings: mapValues(records.phrasings, (parsed) => fill(parsed, NONE)),
      names: records.names && fill(records.names, NONE),
    },
    faults,
  };
}

/** @param references - `undefined` if the field takes no references. */
function resolveText<R>(
  text: string,
  path: Path,
  parsed: ParsedRecord<R>,
  references: References | undefined,
  faults: Fault[],
): string {
  if (!text.includes('{{')) return text;
  if (!references) {
    faults.push(parsed.fault(path, 'references are not filled in here: write it out', '{{'));
    return text;
  }
  const filled = text.replaceAll(/\{\{([^{}]*)\}\}/g, (written, inner: string) => {
    const resolved = references.resolve(inner.trim());
    if (resolved.problem) faults.push(parsed.fault(path, `${written} ${resolved.problem}`, written));
    // Without its braces, so that it is not reported again below.
    return resolved.text ?? inner;
  });
  if (filled.includes('{{')) {
    faults.push(parsed.fault(path, '"{{" without its "}}": a reference is written {{gpt-4.released}}', unclosed(text)));
  }
  return filled;
}

/** The first `{{` without its `}}`, and what follows it. */
function unclosed(text: string): string {
  return /\{\{(?![^{}]*\}\})[^\n]*/.exec(text)?.[0] ?? '{{';
}

function mapStrings(value: unknown, path: Path, change: (text: string, path: Path) => string): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, [...path, index], change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, [...path, key], change)]),
  );
}

function mapValues<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): Map<K, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
