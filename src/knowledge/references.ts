import { formatDate, joinedSpans, NOT_DISCLOSED, type PartialDate, type Span } from './dates.ts';
import { type Fault, ParsedRecord, type Path } from './faults.ts';
import { formatTokens } from './Model.ts';
import { CHATGPT } from './ids.ts';
import type { ParsedKnowledge } from './parse.ts';
import type { AssistantRecord, ModelRecord } from './schemas/model.ts';

/** What a reference stands for, or what is wrong with it; neither if it leads to a record with faults of its own. */
type Resolved = { readonly text?: string; readonly problem?: string };

/** The dates of a model that can be referred to. `undefined` if the model's file has no such value. */
export const DATES: Readonly<Record<string, (model: ModelRecord) => PartialDate | null | undefined>> = {
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

/** One end of a time: `plus.from`, `plus.to`, `plus.from.2`. */
const SPAN_END = /^(?<holder>.+)\.(?<end>from|to)(?:\.(?<count>[1-9]\d*))?$/;

/** What a plan has now. */
const NOW = /^chatgpt\.(?<plan>[a-z][a-z0-9-]*)\.(?<what>model|since)$/;

/** Only with the plans is it clear what these mean. */
const OF_PLANS = /\.(?:from|to|model|since)(?:\.\d+)?$/;

/**
 * Dates, names and numbers are written once, in `models/` or `assistants/`; answers refer to them.
 *
 * knowledge/README.md lists all forms of references.
 *
 * @example
 * references.resolve('gpt-4o.contextWindow'); // { text: '128,000 tokens' }
 */
export class References {
  readonly #models: ParsedKnowledge['models'];
  readonly #assistants: ParsedKnowledge['assistants'];
  /** Longest first: `gpt-3.5.released` must not be taken for a fact of a model called `gpt-3`. */
  readonly #ids: readonly string[];
  /** `undefined` if `names.yaml` has faults. */
  readonly #plans: readonly string[] | undefined;

  constructor({ models, assistants, names }: ParsedKnowledge) {
    this.#models = models;
    this.#assistants = assistants;
    this.#plans = names?.data && Object.keys(names.data.plans);
    this.#ids = [...models.keys(), ...assistants.keys()].toSorted((one, other) => other.length - one.length);
  }

  /** @param reference - The text between the braces. */
  resolve(reference: string): Resolved {
    if (!this.#plans && OF_PLANS.test(reference)) return {};
    const now = NOW.exec(reference)?.groups;
    if (this.#plans?.includes(now?.['plan'] ?? '')) return this.#resolveNow(now!['plan']!, now!['what'] === 'model');
    const id = this.#ids.find((known) => reference.startsWith(`${known}.`));
    const unknown = unknownModel(reference, this.#plans ?? []);
    if (id === undefined) {
      return { problem: unknown ?? 'is no reference: write it like {{gpt-4.released}} or {{chatgpt.plus.model}}' };
    }
    const fact = reference.slice(id.length + 1);
    const { holder = '', end, count } = SPAN_END.exec(fact)?.groups ?? {};
    const isAssistant = this.#assistants.has(id);
    if (isAssistant && end === undefined) return { problem: `is no reference: write it like {{${id}.gpt-4.from}}` };
    if (isAssistant || this.#plans?.includes(holder)) return this.#resolveEnd(id, holder, end!, count);
    if (FACT_NAMES.includes(fact)) return this.#resolveFact(id, fact);
    return { problem: unknown ?? `asks for what a model does not have: use one of ${FACT_NAMES.join(', ')}` };
  }

  #resolveFact(id: string, fact: string): Resolved {
    const model = this.#models.get(id)?.data;
    if (!model) return {};
    if (Object.hasOwn(TEXTS, fact)) return { text: TEXTS[fact]!(model) };
    const date = DATES[fact]!(model);
    if (date === undefined) return { problem: `has no value in models/${id}.yaml: add it there or reword this` };
    return { text: formatDate(date) };
  }

  #resolveNow(plan: string, wantsModel: boolean): Resolved {
    if (this.#hasFaults(CHATGPT)) return {};
    const current = this.#usesOf(CHATGPT).findLast(
      ({ role, to, plans }) => role === 'default' && to === undefined && plans.includes(plan),
    );
    if (!current) return { problem: `has no value: ChatGPT has no default without an end for the plan ${plan}` };
    return wantsModel ? this.#resolveFact(current.model ?? '', 'name') : { text: formatDate(current.from) };
  }

  #usesOf(assistant: string): AssistantRecord['runsOn'] {
    return this.#assistants.get(assistant)?.data?.runsOn ?? [];
  }

  #hasFaults(assistant: string): boolean {
    return this.#assistants.has(assistant) && this.#assistants.get(assistant)!.data === undefined;
  }

  /** When a plan had a model, or an assistant ran on one, each time without a gap. */
  spans(id: string, holder: string): readonly Span<PartialDate | null>[] {
    const uses = this.#assistants.has(id)
      ? this.#usesOf(id).filter(({ model }) => model === holder)
      : this.#usesOf(CHATGPT).filter(({ model, plans }) => model === id && plans.includes(holder));
    return joinedSpans<PartialDate | null>(uses);
  }

  /** @param count - Which time, from 1. Default: the first for `from`, the last for `to`. */
  #resolveEnd(id: string, holder: string, end: string, count: string | undefined): Resolved {
    const assistant = this.#assistants.has(id) ? id : CHATGPT;
    if (this.#hasFaults(assistant)) return {};
    const [none, stillHas] =
      assistant === id
        ? [`"runsOn" of assistants/${id}.yaml has no model ${holder}`, `${holder} has no "to" in assistants/${id}.yaml`]
        : [
            `"runsOn" of assistants/${CHATGPT}.yaml has no ${id} for the plan ${holder}`,
            `the plan ${holder} still has ${id}`,
          ];
    const spans = this.spans(id, holder);
    if (spans.length === 0) return { problem: `has no value: ${none}` };
    const span = count === undefined ? spans.at(end === 'from' ? 0 : -1) : spans[Number(count) - 1];
    if (!span) return { problem: `has no value: there are only ${spans.length} times without a gap` };
    const date = end === 'from' ? span.from : span.to;
    if (date) return { text: formatDate(date) };
    return { problem: `has no value: ${end === 'from' ? 'no source says since when' : stillHas}` };
  }
}

/** If the reference ends like one to a model, but there is no such model. */
function unknownModel(reference: string, plans: readonly string[]): string | undefined {
  const endings = [...FACT_NAMES, ...plans.flatMap((plan) => [`${plan}.from`, `${plan}.to`])];
  const ending = endings.find((one) => reference.endsWith(`.${one}`));
  return ending && `names no model: add models/${reference.slice(0, -ending.length - 1)}.yaml, or correct the id`;
}

/** The fields that people read as text. References in others are faults. */
const FIELDS: Readonly<Record<'answers' | 'models' | 'assistants' | 'families', readonly PropertyKey[]>> = {
  answers: ['title', 'short', 'body', 'table'],
  models: ['short', 'facts', 'chatgptNote', 'nameMeaning', 'limits', 'benchmarks'],
  assistants: ['short', 'facts', 'basedOnGptNote'],
  families: ['short'],
};

/** Fills in references such as `{{gpt-4.released}}`, in the fields that people read as text. */
export function resolveReferences(records: ParsedKnowledge): { records: ParsedKnowledge; faults: readonly Fault[] } {
  const references = new References(records);
  const faults: Fault[] = [];
  const fill = <R>(parsed: ParsedRecord<R>, fields: readonly PropertyKey[] = []): ParsedRecord<R> => {
    const { id, data, place } = parsed;
    if (data === undefined) return parsed;
    const filled = mapStrings(data, [], (text, path) =>
      resolveText(text, path, parsed, fields.includes(path[0]!) ? references : undefined, faults),
    );
    return new ParsedRecord(id, filled as R, place);
  };
  const fillAll = <K, R>(map: ReadonlyMap<K, ParsedRecord<R>>, fields?: readonly PropertyKey[]) =>
    new Map(Array.from(map, ([key, parsed]) => [key, fill(parsed, fields)] as const));
  return {
    records: {
      ...records,
      answers: fillAll(records.answers, FIELDS.answers),
      models: fillAll(records.models, FIELDS.models),
      assistants: fillAll(records.assistants, FIELDS.assistants),
      families: fillAll(records.families, FIELDS.families),
      outOfScope: records.outOfScope.map((parsed) => fill(parsed)),
      phrasings: fillAll(records.phrasings),
      names: records.names && fill(records.names),
    },
    faults,
  };
}

/** @param references - `undefined` if the field takes no references. */
function resolveText(
  text: string,
  path: Path,
  parsed: ParsedRecord<unknown>,
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
    const [unclosed = '{{'] = /\{\{(?![^{}]*\}\})[^\n]*/.exec(text) ?? [];
    faults.push(parsed.fault(path, '"{{" without its "}}": a reference is written {{gpt-4.released}}', unclosed));
  }
  return filled;
}

function mapStrings(value: unknown, path: Path, change: (text: string, path: Path) => string): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, [...path, index], change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, [...path, key], change)]),
  );
}
