import { formatDate, type PartialDate } from './dates.ts';
import type { Fault } from './faults.ts';
import type { Path } from './files.ts';
import { CHATGPT_PLANS, type ChatGptPlan, type TimelineRecord } from './Knowledge.ts';
import { type ModelRecord } from './Model.ts';
import { NOT_DISCLOSED } from './dates.ts';
import type { Draft, Drafts } from './records.ts';

/**
 * A number of tokens as people write it. `null` is what the maker has not published.
 *
 * @example
 * formatTokens(128_000); // '128,000 tokens'
 */
export function formatTokens(count: number | null): string {
  if (count === null) return NOT_DISCLOSED;
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${count === 1 ? 'token' : 'tokens'}`;
}

/** What a reference stands for; or what is wrong with it; or that it leads into a record which has faults of its own. */
export type Resolved =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly what: string }
  | { readonly kind: 'unknown' };

/** `undefined`: the model's file has no such value. */
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

/** How a reference to a model may end. */
const ENDINGS = [...FACT_NAMES, ...CHATGPT_PLANS.flatMap((plan) => [`${plan}.from`, `${plan}.to`])];

const NO_REFERENCE = 'is no reference: write it like {{gpt-4.released}} or {{chatgpt.plus.model}}';

const UNKNOWN: Resolved = { kind: 'unknown' };
const resolvedTo = (value: string): Resolved => ({ kind: 'text', text: value });
const problem = (what: string): Resolved => ({ kind: 'problem', what });

/**
 * Dates, names and numbers stand once, in `models/` or the timeline; answers refer to them.
 *
 * | reference | stands for |
 * |---|---|
 * | `gpt-4.released` | a fact of the model: see `FACTS` |
 * | `gpt-4.plus.from`, `gpt-4.plus.to` | when the plan first had the model, and when it lost it for good |
 * | `chatgpt.plus.model`, `chatgpt.plus.since` | the model that the plan uses by default, and since when |
 *
 * @example
 * references.resolve('gpt-4o.contextWindow'); // { kind: 'text', text: '128,000 tokens' }
 */
export class References {
  readonly #models: Drafts['models'];
  /** Longest first: `gpt-3.5.released` must not be taken for a fact of a model called `gpt-3`. */
  readonly #ids: readonly string[];
  readonly #timeline: readonly TimelineRecord[];
  readonly #isTimelineWhole: boolean;

  constructor({ models, timeline }: Drafts) {
    this.#models = models;
    this.#ids = [...models.keys()].toSorted((one, other) => other.length - one.length);
    this.#timeline = (timeline ?? []).flatMap(({ record }) => record ?? []);
    this.#isTimelineWhole = timeline !== undefined && this.#timeline.length === timeline.length;
  }

  /** @param reference - What stands between the braces. */
  resolve(reference: string): Resolved {
    const [, now, what] = /^chatgpt\.([a-z]+)\.(model|since)$/.exec(reference) ?? [];
    if (isPlan(now)) return this.#resolveNow(now, what === 'model');
    const id = this.#ids.find((known) => reference.startsWith(`${known}.`));
    if (id === undefined) return problem(unknownModel(reference) ?? NO_REFERENCE);
    const fact = reference.slice(id.length + 1);
    const [, plan, end] = /^([a-z]+)\.(from|to)$/.exec(fact) ?? [];
    if (isPlan(plan)) return this.#resolveUse(id, plan, end === 'from');
    if (Object.hasOwn(FACTS, fact)) return this.#resolveFact(id, fact);
    return problem(
      unknownModel(reference) ?? `asks for what a model does not have: use one of ${FACT_NAMES.join(', ')}`,
    );
  }

  #resolveFact(id: string, fact: string): Resolved {
    const model = this.#models.get(id)?.record;
    if (!model) return UNKNOWN;
    const value = FACTS[fact]!(model);
    return value === undefined
      ? problem(`has no value in models/${id}.yaml: add it there or reword this`)
      : resolvedTo(value);
  }

  #resolveNow(plan: ChatGptPlan, wantsModel: boolean): Resolved {
    if (!this.#isTimelineWhole) return UNKNOWN;
    const current = this.#timeline
      .filter(({ role, to, plans }) => role === 'default' && to === undefined && plans.includes(plan))
      .toSorted((one, other) => one.from.localeCompare(other.from))
      .at(-1);
    if (!current) return problem(`has no value: the timeline has no default without an end for the plan ${plan}`);
    if (!wantsModel) return resolvedTo(formatDate(current.from));
    const model = this.#models.get(current.model)?.record;
    return model ? resolvedTo(model.name) : UNKNOWN;
  }

  #resolveUse(id: string, plan: ChatGptPlan, wantsFrom: boolean): Resolved {
    if (!this.#isTimelineWhole) return UNKNOWN;
    const uses = this.#timeline.filter(({ model, plans }) => model === id && plans.includes(plan));
    if (uses.length === 0) return problem(`has no value: the timeline has no entry of ${id} for the plan ${plan}`);
    if (wantsFrom) return resolvedTo(formatDate(uses.map(({ from }) => from).toSorted()[0]!));
    const ends: PartialDate[] = uses.flatMap(({ to }) => to ?? []).toSorted();
    if (ends.length < uses.length) return problem(`has no value: the plan ${plan} still has ${id} in the timeline`);
    return resolvedTo(formatDate(ends.at(-1)!));
  }
}

function isPlan(word: string | undefined): word is ChatGptPlan {
  return CHATGPT_PLANS.some((plan) => plan === word);
}

/** When the reference ends as one to a model does, but the model is not there. */
function unknownModel(reference: string): string | undefined {
  const ending = ENDINGS.find((known) => reference.endsWith(`.${known}`));
  if (ending === undefined) return undefined;
  const id = reference.slice(0, -ending.length - 1);
  return `names no model: add models/${id}.yaml, or correct the id`;
}

/** The fields of an answer that people read as text. */
const ANSWER_FIELDS = new Set<PropertyKey>(['title', 'short', 'body', 'table']);
const MODEL_FIELDS = new Set<PropertyKey>(['short', 'facts', 'chatgptNote']);

/** Replaces `{{gpt-4.released}}` and its like by what they stand for, in the fields that people read as text. */
export function fillIn(drafts: Drafts): { drafts: Drafts; faults: readonly Fault[] } {
  const references = new References(drafts);
  const faults: Fault[] = [];
  const fill = <R>(draft: Draft<R>, fields: ReadonlySet<PropertyKey>): Draft<R> => {
    if (!draft.record) return draft;
    const filled = mapStrings(draft.record, [], (text, path) =>
      fillText(text, path, draft, fields.has(path[0]!) ? references : undefined, faults),
    );
    return draft.withRecord(filled as R);
  };
  return {
    drafts: {
      ...drafts,
      answers: mapValues(drafts.answers, (draft) => fill(draft, ANSWER_FIELDS)),
      models: mapValues(drafts.models, (draft) => fill(draft, MODEL_FIELDS)),
      timeline: drafts.timeline?.map((draft) => fill(draft, new Set())),
      outside: drafts.outside.map((draft) => fill(draft, new Set())),
    },
    faults,
  };
}

/** @param references - `undefined` where nothing may be filled in. */
function fillText<R>(
  text: string,
  path: Path,
  draft: Draft<R>,
  references: References | undefined,
  faults: Fault[],
): string {
  if (!text.includes('{{')) return text;
  if (!references) {
    faults.push(draft.fault(path, 'references are not filled in here: write it out', '{{'));
    return text;
  }
  const filled = text.replaceAll(/\{\{([^{}]*)\}\}/g, (written, inner: string) => {
    const resolved = references.resolve(inner.trim());
    if (resolved.kind === 'text') return resolved.text;
    if (resolved.kind === 'problem') faults.push(draft.fault(path, `${written} ${resolved.what}`, written));
    // Without its braces, so that what is reported here is not found once more below.
    return inner;
  });
  if (filled.includes('{{')) {
    faults.push(draft.fault(path, '"{{" without its "}}": a reference is written {{gpt-4.released}}', unclosed(text)));
  }
  return filled;
}

/** The first `{{` that begins no reference, with what follows it. */
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

function mapValues<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): Map<string, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
