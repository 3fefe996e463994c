import { formatDate, isBefore, NOT_DISCLOSED, type PartialDate } from './dates.ts';
import type { Fault } from './faults.ts';
import type { Path } from './files.ts';
import { formatTokens } from './Model.ts';
import type { ParsedKnowledge } from './parse.ts';
import type { ParsedRecord } from './ParsedRecord.ts';
import type { AssistantRecord } from './schemas/assistant.ts';
import type { ModelRecord } from './schemas/model.ts';
import type { TimelineRecord } from './schemas/entries.ts';

/** What a reference stands for, or what is wrong with it; neither if it leads to a record with faults of its own. */
export interface Resolved {
  readonly text?: string;
  readonly problem?: string;
}

/** The dates of a model that can be referred to. `undefined` if the model's file has no such value. */
const DATES: Readonly<Record<string, (model: ModelRecord) => PartialDate | null | undefined>> = {
  released: ({ released }) => released ?? undefined,
  announced: ({ announced }) => announced,
  releasedInApi: ({ releasedInApi }) => releasedInApi ?? undefined,
  'retired.chatgpt': ({ retired }) => retired?.chatgpt,
  'retired.api': ({ retired }) => retired?.api,
  knowledgeCutoff: ({ knowledgeCutoff }) => knowledgeCutoff,
};

const TEXTS: Readonly<Record<string, (model: ModelRecord) => string>> = {
  name: ({ name }) => name,
  parameters: ({ parameters }) => parameters ?? NOT_DISCLOSED,
  contextWindow: ({ contextWindow }) => formatTokens(contextWindow),
  maxOutput: ({ maxOutput }) => formatTokens(maxOutput),
};

const FACT_NAMES = [...Object.keys(TEXTS), ...Object.keys(DATES)];

const NO_REFERENCE = 'is no reference: write it like {{gpt-4.released}} or {{chatgpt.plus.model}}';

const UNKNOWN: Resolved = {};
const resolvedTo = (text: string): Resolved => ({ text });
const problem = (what: string): Resolved => ({ problem: what });

/** A time without a gap in which a plan or an assistant had a model. */
interface Span {
  readonly from: PartialDate | null;
  /** Absent: it still has the model. */
  readonly to: PartialDate | undefined;
}

/** One end of a span: `plus.from`, `plus.to`, `plus.from.2`. */
const SPAN_END = /^(.+)\.(from|to)(?:\.([1-9]\d*))?$/;

/**
 * Dates, names and numbers are written once, in `models/`, `assistants/` or the timeline; answers refer to them.
 *
 * | reference | stands for |
 * |---|---|
 * | `gpt-4.released` | a fact of the model: see `TEXTS` and `DATES` |
 * | `gpt-4.plus.from`, `gpt-4.plus.to` | when the plan first had the model, and when it lost it for good |
 * | `gpt-4o.plus.to.1`, `gpt-4o.plus.from.2` | when it lost it the first time, and when it had it again |
 * | `github-copilot.codex-2021.from` | the same of an assistant |
 * | `chatgpt.plus.model`, `chatgpt.plus.since` | the model that the plan uses by default, and since when |
 *
 * @example
 * references.resolve('gpt-4o.contextWindow'); // { text: '128,000 tokens' }
 */
export class References {
  readonly #models: ParsedKnowledge['models'];
  readonly #assistants: ParsedKnowledge['assistants'];
  /** Longest first: `gpt-3.5.released` must not be taken for a fact of a model called `gpt-3`. */
  readonly #ids: readonly string[];
  readonly #timeline: readonly TimelineRecord[];
  readonly #isTimelineWhole: boolean;
  /** `undefined` if `names.yaml` has faults. */
  readonly #plans: ReadonlySet<string> | undefined;

  constructor({
    models,
    assistants,
    timeline,
    names,
  }: Pick<ParsedKnowledge, 'models' | 'assistants' | 'timeline' | 'names'>) {
    this.#models = models;
    this.#assistants = assistants;
    this.#plans = names?.data && new Set(Object.keys(names.data.plans));
    this.#ids = [...models.keys(), ...assistants.keys()].toSorted((one, other) => other.length - one.length);
    this.#timeline = (timeline ?? []).flatMap(({ data }) => data ?? []);
    this.#isTimelineWhole = timeline !== undefined && this.#timeline.length === timeline.length;
  }

  /** @param reference - The text between the braces. */
  resolve(reference: string): Resolved {
    if (!this.#plans && /\.(?:from|to|model|since)(?:\.\d+)?$/.test(reference)) return UNKNOWN;
    const [, now = '', what] = /^chatgpt\.([a-z][a-z0-9-]*)\.(model|since)$/.exec(reference) ?? [];
    if (this.#plans?.has(now)) return this.#resolveNow(now, what === 'model');
    const id = this.#ids.find((known) => reference.startsWith(`${known}.`));
    if (id === undefined) return problem(this.#unknownModel(reference) ?? NO_REFERENCE);
    const fact = reference.slice(id.length + 1);
    const [, holder = '', end, count] = SPAN_END.exec(fact) ?? [];
    if (this.#assistants.has(id)) return this.#resolveUse(id, holder, end, count);
    if (this.#plans?.has(holder)) return this.#resolveSpan(id, holder, end, count);
    if (FACT_NAMES.includes(fact)) return this.#resolveFact(id, fact);
    return problem(
      this.#unknownModel(reference) ?? `asks for what a model does not have: use one of ${FACT_NAMES.join(', ')}`,
    );
  }

  /**
   * Every date that can be referred to and belongs to a model or an assistant, and how: `['gpt-4.released',
   * '2023-03-14']`.
   */
  datesOf(id: string): readonly (readonly [reference: string, date: PartialDate])[] {
    const model = this.#models.get(id)?.data;
    const facts = Object.entries(DATES).map(([fact, date]) => [`${id}.${fact}`, model && date(model)] as const);
    const ofPlans = [...(this.#plans ?? [])].flatMap((plan) => ends(`${id}.${plan}`, this.#spansOf(id, plan)));
    const runsOn = this.#assistants.get(id)?.data?.runsOn ?? [];
    const used = new Set(runsOn.flatMap((use) => use.model ?? []));
    const ofAssistant = [...used].flatMap((one) => ends(`${id}.${one}`, spansOfModel(runsOn, one)));
    return [...facts, ...ofPlans, ...ofAssistant].flatMap(([reference, date]) => (date ? [[reference, date]] : []));
  }

  #resolveFact(id: string, fact: string): Resolved {
    const model = this.#models.get(id)?.data;
    if (!model) return UNKNOWN;
    if (Object.hasOwn(TEXTS, fact)) return resolvedTo(TEXTS[fact]!(model));
    const date = DATES[fact]!(model);
    return date === undefined
      ? problem(`has no value in models/${id}.yaml: add it there or reword this`)
      : resolvedTo(formatDate(date));
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

  #spansOf(id: string, plan: string): readonly Span[] {
    return spansOf(this.#timeline.filter(({ model, plans }) => model === id && plans.includes(plan)));
  }

  #resolveSpan(id: string, plan: string, end: string | undefined, count: string | undefined): Resolved {
    if (!this.#isTimelineWhole) return UNKNOWN;
    const spans = this.#spansOf(id, plan);
    if (spans.length === 0) return problem(`has no value: the timeline has no entry of ${id} for the plan ${plan}`);
    return resolveEnd(spans, end, count, `the plan ${plan} still has ${id} in the timeline`);
  }

  #resolveUse(id: string, model: string, end: string | undefined, count: string | undefined): Resolved {
    const assistant = this.#assistants.get(id)?.data;
    if (!assistant) return UNKNOWN;
    if (end === undefined) return problem(`is no reference: write it like {{${id}.gpt-4.from}}`);
    const spans = spansOfModel(assistant.runsOn, model);
    if (spans.length === 0) return problem(`has no value: "runsOn" of assistants/${id}.yaml has no model ${model}`);
    return resolveEnd(spans, end, count, `${model} has no "to" in assistants/${id}.yaml`);
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

function spansOfModel(runsOn: AssistantRecord['runsOn'], id: string): readonly Span[] {
  return spansOf(runsOn.filter(({ model }) => model === id));
}

/** Uses that follow each other without a gap are one span: a default that remained as a choice, for example. */
function spansOf(uses: readonly { from: PartialDate | null; to?: PartialDate | undefined }[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { from, to } of uses.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1))) {
    const last = spans.at(-1);
    if (!last || isBefore(last.to ?? null, from)) spans.push({ from, to });
    else spans[spans.length - 1] = { from: last.from, to: later(last.to, to) };
  }
  return spans;
}

function later(one: PartialDate | undefined, other: PartialDate | undefined): PartialDate | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one > other ? one : other;
}

/** How the ends of spans are referred to: the first beginning and the last end without a number. */
function ends(holder: string, spans: readonly Span[]): readonly (readonly [string, PartialDate | null | undefined])[] {
  return spans.flatMap(({ from, to }, index) => [
    [index === 0 ? `${holder}.from` : `${holder}.from.${index + 1}`, from] as const,
    [index === spans.length - 1 ? `${holder}.to` : `${holder}.to.${index + 1}`, to] as const,
  ]);
}

/**
 * @param count - Which span, from 1. Default: the first for `from`, the last for `to`.
 * @param stillHas - Says that there is no end.
 */
function resolveEnd(
  spans: readonly Span[],
  end: string | undefined,
  count: string | undefined,
  stillHas: string,
): Resolved {
  const span = count === undefined ? spans.at(end === 'from' ? 0 : -1) : spans[Number(count) - 1];
  if (!span) return problem(`has no value: there are only ${spans.length} times without a gap`);
  if (end === 'from') {
    return span.from === null ? problem('has no value: no source says since when') : resolvedTo(formatDate(span.from));
  }
  return span.to === undefined ? problem(`has no value: ${stillHas}`) : resolvedTo(formatDate(span.to));
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
