import { foldedText } from '../../shared/text.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { ParsedRecord } from '../ParsedRecord.ts';
import { MAX_COMPARED } from '../Phrasings.ts';
import type { PhrasingKind } from '../schemas/phrasings.ts';

/** A question, a look-alike or a title, as it is written in an answer or in `phrasings/`. */
interface Phrasing {
  readonly parsed: ParsedRecord<unknown>;
  readonly text: string;
  readonly path: Path;
}

/** What has phrasings, curated or generated. */
interface Asked {
  readonly questions: Phrasing[];
  readonly notThis: Phrasing[];
}

const listed = (parsed: ParsedRecord<unknown>, path: Path, texts: readonly string[] = []): Phrasing[] =>
  texts.map((text, index) => ({ parsed, text, path: [...path, index] }));

export function curated({ answers }: ParsedKnowledge): Asked[] {
  return [...answers.values()].map((parsed) => ({
    questions: listed(parsed, ['questions'], parsed.data?.questions),
    notThis: listed(parsed, ['notThis'], parsed.data?.notThis),
  }));
}

function generated({ phrasings }: ParsedKnowledge): Asked[] {
  return [...phrasings.values()].map((parsed) => ({
    questions: [
      ...listed(parsed, ['questions'], parsed.data?.questions),
      ...Object.entries(parsed.data?.facts ?? {}).flatMap(([fact, texts]) => listed(parsed, ['facts', fact], texts)),
    ],
    notThis: listed(parsed, ['notThis'], parsed.data?.notThis),
  }));
}

/** No two answers share a phrasing or a title, and none has one twice, whatever their case and punctuation. */
export function checkPhrasings(records: ParsedKnowledge): Fault[] {
  const asked = [...curated(records), ...generated(records)];
  const titles = [...records.answers.values()].flatMap((parsed): Phrasing[] =>
    parsed.data ? [{ parsed, text: parsed.data.title, path: ['title'] }] : [],
  );
  return [
    ...duplicates(
      asked.flatMap(({ questions }) => questions),
      'phrasing',
    ),
    ...duplicates(titles, 'title'),
    ...asked.flatMap(contradictions),
  ];
}

function duplicates(phrasings: readonly Phrasing[], kind: string): Fault[] {
  const owners = new Map<string, Phrasing>();
  return phrasings.flatMap((phrasing) => {
    const { parsed, text, path } = phrasing;
    const key = keyOf(text);
    const owner = owners.get(key);
    if (!owner) {
      owners.set(key, phrasing);
      return [];
    }
    const what =
      owner.parsed === parsed
        ? `${kind} "${text}" is here a second time: remove it`
        : `${kind} "${text}" is also one of ${owner.parsed.fileOf(owner.path)}: keep it in one of them`;
    return parsed.fault(path, what);
  });
}

/** A question that must not get an answer is not one of its phrasings. */
function contradictions({ questions, notThis }: Asked): Fault[] {
  if (notThis.length === 0) return [];
  const keys = new Set(questions.map(({ text }) => keyOf(text)));
  return notThis
    .filter(({ text }) => keys.has(keyOf(text)))
    .map(({ parsed, text, path }) => parsed.fault(path, `"${text}" is in questions as well: keep it in one of them`));
}

/** Phrasings that look the same to the person who asks have one key. A placeholder is not the word inside it. */
export const keyOf = (text: string): string => foldedText(text.replaceAll(PLACEHOLDER, ' placeholder$1 '));

const PLACEHOLDER = /<([a-z]+)>/g;

/** How often each placeholder may be in a question. */
type Placeholders = Readonly<Record<string, readonly [min: number, max: number]>>;

const ANY: readonly [number, number] = [0, Number.POSITIVE_INFINITY];

const PLACEHOLDERS: Readonly<Record<PhrasingKind, Placeholders>> = {
  model: { model: [1, 1] },
  compare: { model: [2, MAX_COMPARED] },
  lineage: { model: [1, 1] },
  // Others may be named beside it: "is <model> <model> or <model> underneath".
  assistant: { model: [1, 3] },
  history: {},
  // None in a question; what it is not may be about one model.
  poster: { model: [0, 0] },
  plan: { date: [1, 1], plan: ANY, model: ANY },
};

/** With three models, one sentence about one fact would not be enough. */
const OF_A_PAIR: Placeholders = { model: [2, 2] };

/** Questions have the placeholders that their answer is generated from, and no others. */
export function checkPlaceholders(records: ParsedKnowledge): Fault[] {
  const faults: Fault[] = [];
  for (const [kind, parsed] of records.phrasings) {
    const { questions = [], notThis = [], facts = {} } = parsed.data ?? {};
    const whole = PLACEHOLDERS[kind];
    const ofFact = kind === 'compare' ? OF_A_PAIR : whole;
    for (const one of listed(parsed, ['questions'], questions)) faults.push(...misplaced(one, whole));
    for (const [fact, texts] of Object.entries(facts)) {
      for (const one of listed(parsed, ['facts', fact], texts)) faults.push(...misplaced(one, ofFact));
    }
    const known = Object.keys(whole);
    for (const one of listed(parsed, ['notThis'], notThis)) faults.push(...unknownPlaceholders(one, known));
  }
  for (const { questions, notThis } of curated(records)) {
    for (const one of questions.concat(notThis)) faults.push(...unknownPlaceholders(one, []));
  }
  for (const parsed of records.outOfScope) {
    faults.push(...unknownPlaceholders({ parsed, text: parsed.data ?? '', path: [] }, ['model']));
  }
  return faults;
}

function misplaced(phrasing: Phrasing, allowed: Placeholders): Fault[] {
  const { parsed, text, path } = phrasing;
  const unknown = unknownPlaceholders(phrasing, Object.keys(allowed));
  if (unknown.length > 0) return unknown;
  return Object.entries(allowed).flatMap(([name, [min, max]]) => {
    const count = text.split(`<${name}>`).length - 1;
    if (count >= min && count <= max) return [];
    const times = min === max ? TIMES[min]! : `${TIMES[min]!} to ${TIMES[max]!}`;
    return parsed.fault(path, `"${text}" has <${name}> ${TIMES[count] ?? `${count} times`}: write it ${times}`);
  });
}

const TIMES = ['no times', 'once', 'twice', 'three times', 'four times'];

function unknownPlaceholders({ parsed, text, path }: Phrasing, known: readonly string[]): Fault[] {
  return [...text.matchAll(PLACEHOLDER)]
    .filter(([, name]) => !known.includes(name!))
    .map(([written]) => {
      const remedy = known.length > 0 ? `use ${known.map((one) => `<${one}>`).join(', ')}` : 'write it out';
      return parsed.fault(path, `${written} is not a placeholder here: ${remedy}`, written);
    });
}

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/**
 * No two answers have phrasings of the same words, whatever their order, articles, apostrophes and plurals, because it
 * would be unclear which one was meant. Within one answer they are only another way to say it.
 */
export function checkNearPhrasings(records: ParsedKnowledge): Fault[] {
  const owners = new Map<string, Phrasing>();
  return curated(records).flatMap(({ questions }) =>
    questions.flatMap((phrasing) => {
      const { parsed, text, path } = phrasing;
      const key = wordsOf(text);
      const owner = owners.get(key);
      if (!owner) {
        owners.set(key, phrasing);
        return [];
      }
      // Literal duplicates are reported by checkPhrasings.
      if (owner.parsed === parsed || keyOf(owner.text) === keyOf(text)) return [];
      const where = owner.parsed.fileOf(owner.path);
      return parsed.fault(
        path,
        `phrasing "${text}" has the same words as "${owner.text}" of ${where}: keep one of them`,
      );
    }),
  );
}

/** Each word once, sorted; a text of nothing but articles stays as it is. */
function wordsOf(text: string): string {
  const folded = foldedText(text.replaceAll(/['’]/g, ''));
  const words = folded.split(' ').filter((word) => !ARTICLES.has(word));
  return words.length === 0 ? folded : [...new Set(words.map(singular))].toSorted().join(' ');
}

/** `models` becomes `model`; words as short as `gpt` or `is`, and those like `loss`, stay. */
const singular = (word: string): string => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word);

/**
 * What no answer covers is not a phrasing or title of an answer, and is listed once, whatever its case and punctuation.
 * It may also be a `notThis`, which says the same about one answer.
 */
export function checkOutOfScope(records: ParsedKnowledge): Fault[] {
  const places = new Map<string, Phrasing & { readonly kind: string }>();
  for (const parsed of records.answers.values()) {
    const title = parsed.data?.title;
    if (title !== undefined) places.set(keyOf(title), { parsed, text: title, path: ['title'], kind: 'the title' });
  }
  for (const { questions } of [...curated(records), ...generated(records)]) {
    for (const phrasing of questions) places.set(keyOf(phrasing.text), { ...phrasing, kind: 'a phrasing' });
  }
  return records.outOfScope.flatMap((parsed) => {
    if (parsed.data === undefined) return [];
    const key = keyOf(parsed.data);
    const owner = places.get(key);
    if (!owner) {
      places.set(key, { parsed, text: parsed.data, path: [], kind: 'a text' });
      return [];
    }
    const { file, line, column } = owner.parsed.fault(owner.path, '');
    const place = `${owner.kind} at ${file}:${line}:${column}`;
    return parsed.fault([], `"${parsed.data}" is also ${place}: keep it in one of them`);
  });
}
