import { foldedText } from '../../shared/text.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { ParsedRecord } from '../ParsedRecord.ts';
import { MAX_COMPARED } from '../Phrasings.ts';
import type { PhrasingKind } from '../schemas/phrasings.ts';
import { repeated } from './repeated.ts';

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
  const questions = asked.flatMap((one) => one.questions);
  return [
    ...duplicates(questions, 'phrasing'),
    ...duplicates(titlesOf(records), 'title'),
    ...asked.flatMap(contradictions),
  ];
}

const titlesOf = ({ answers }: ParsedKnowledge): Phrasing[] =>
  [...answers.values()].flatMap((parsed) => (parsed.data ? { parsed, text: parsed.data.title, path: ['title'] } : []));

const duplicates = (phrasings: readonly Phrasing[], kind: string): Fault[] =>
  repeated(
    phrasings,
    ({ text }) => keyOf(text),
    ({ parsed, text, path }, first) => {
      const what =
        first.parsed === parsed
          ? 'is here a second time: remove it'
          : `is also one of ${first.parsed.fileOf(first.path)}: keep it in one of them`;
      return [parsed.fault(path, `${kind} "${text}" ${what}`)];
    },
  );

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
  return repeated(
    curated(records).flatMap(({ questions }) => questions),
    ({ text }) => wordsOf(text),
    ({ parsed, text, path }, first) => {
      // Literal duplicates are reported by checkPhrasings.
      if (first.parsed === parsed || keyOf(first.text) === keyOf(text)) return [];
      const same = `"${first.text}" of ${first.parsed.fileOf(first.path)}`;
      return [parsed.fault(path, `phrasing "${text}" has the same words as ${same}: keep one of them`)];
    },
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
  const texts = records.outOfScope.flatMap((parsed): Phrasing[] =>
    parsed.data === undefined ? [] : [{ parsed, text: parsed.data, path: [] }],
  );
  const phrasings = [...curated(records), ...generated(records)].flatMap(({ questions }) => questions);
  return repeated(
    [...titlesOf(records), ...phrasings, ...texts],
    ({ text }) => keyOf(text),
    ({ parsed, text, path }, first) => {
      if (path.length > 0) return [];
      const { file, line, column } = first.parsed.fault(first.path, '');
      const place = `${kindOf(first)} at ${file}:${line}:${column}`;
      return [parsed.fault([], `"${text}" is also ${place}: keep it in one of them`)];
    },
  );
}

function kindOf({ path }: Phrasing): string {
  if (path.length === 0) return 'a text';
  return path[0] === 'title' ? 'the title' : 'a phrasing';
}
