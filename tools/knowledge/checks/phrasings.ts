import { foldedText } from '../../../src/shared/text.ts';
import { type Fault, type ParsedRecord, type Path, sound } from '../../../src/knowledge/faults.ts';
import type { ParsedKnowledge } from '../../../src/knowledge/parse.ts';
import { MAX_COMPARED, PAIR_FACTS } from '../../../src/knowledge/Phrasings.ts';
import type { PhrasingKind } from '../../../src/knowledge/schemas/phrasings.ts';
import { nameFinder } from '../nameFinder.ts';

/** A text and where it is written: a question, a look-alike, a title or a name. */
export interface Written {
  readonly parsed: ParsedRecord<unknown>;
  readonly text: string;
  readonly path: Path;
}

/**
 * Faults of the texts whose key an earlier one has.
 *
 * @param problem - What is wrong with a text, given the first one with its key; `undefined` if both may stay.
 */
export function* repeated<T extends Written>(
  texts: readonly T[],
  keyOf: (text: T) => string,
  problem: (text: T, first: T) => string | undefined,
): Generator<Fault, void> {
  const owners = new Map<string, T>();
  for (const one of texts) {
    const key = keyOf(one);
    const first = owners.get(key);
    if (first === undefined) owners.set(key, one);
    const what = first && problem(one, first);
    if (what !== undefined) yield one.parsed.fault(one.path, what);
  }
}

interface Question extends Written {
  /** Phrasings that look the same to the person who asks have one key. */
  readonly key: string;
}

/** What has phrasings: a curated answer, or a kind of generated ones. */
interface Asked {
  readonly kind?: PhrasingKind;
  readonly questions: readonly Question[];
  readonly notThis: readonly Question[];
}

/** Phrasings have the right placeholders, and no two answers could be meant by one. */
export function* checkPhrasings(records: ParsedKnowledge): Generator<Fault, void> {
  const texts = textsOf(records);
  yield* checkPlaceholders(texts);
  yield* checkEqual(texts);
  yield* checkNear(texts);
  yield* checkGenerated(texts, namesOf(records));
  yield* checkOutOfScope(texts);
}

const question = (parsed: ParsedRecord<unknown>, text: string, path: Path): Question => ({
  parsed,
  text,
  path,
  key: keyOf(text),
});

const listed = (parsed: ParsedRecord<unknown>, path: Path, texts: readonly string[]): readonly Question[] =>
  texts.map((text, index) => question(parsed, text, [...path, index]));

type Texts = ReturnType<typeof textsOf>;

/** Listed once for all checks. */
const textsOf = ({ answers, phrasings, outOfScope }: ParsedKnowledge) => ({
  curated: Array.from(sound(answers.values()), ([parsed, { questions, notThis }]): Asked => ({
    questions: listed(parsed, ['questions'], questions),
    notThis: listed(parsed, ['notThis'], notThis),
  })),
  generated: Array.from(sound(phrasings.values()), ([parsed, { questions, notThis, facts = {} }]): Asked => ({
    kind: parsed.id as PhrasingKind,
    questions: [
      ...listed(parsed, ['questions'], questions),
      ...Object.entries(facts).flatMap(([fact, texts]) => listed(parsed, ['facts', fact], texts)),
    ],
    notThis: listed(parsed, ['notThis'], notThis),
  })),
  titles: Array.from(sound(answers.values()), ([parsed, { title }]) => question(parsed, title, ['title'])),
  outOfScope: Array.from(sound(outOfScope), ([parsed, text]) => question(parsed, text, [])),
});

/** No two answers share a phrasing or a title, and none has one twice, whatever their case and punctuation. */
function* checkEqual({ curated: answers, generated: kinds, titles }: Texts): Generator<Fault, void> {
  const asked = [...answers, ...kinds];
  const questions = asked.flatMap((one) => one.questions);
  yield* duplicates(questions, 'phrasing');
  yield* duplicates(titles, 'title');
  for (const one of asked) yield* contradictions(one);
}

const duplicates = (texts: readonly Question[], kind: string) =>
  repeated(texts, keyOfQuestion, ({ parsed, text }, first) =>
    first.parsed === parsed
      ? `${kind} "${text}" is here a second time: remove it`
      : `${kind} "${text}" is also one of ${first.parsed.fileOf(first.path)}: keep it in one of them`,
  );

/** A question that must not get an answer is not one of its phrasings. */
function contradictions({ questions, notThis }: Asked): Fault[] {
  const keys = new Set(notThis.length > 0 ? questions.map(keyOfQuestion) : []);
  return notThis
    .filter(({ key }) => keys.has(key))
    .map(({ parsed, text, path }) => parsed.fault(path, `"${text}" is in questions as well: keep it in one of them`));
}

const keyOfQuestion = ({ key }: Question): string => key;

/** A placeholder is not the word inside it. */
const keyOf = (text: string): string => foldedText(text.replaceAll(PLACEHOLDER, ' placeholder$1 '));

const PLACEHOLDER = /<([a-z]+)>/g;

/** How often each placeholder may be in a question. */
type Placeholders = Readonly<Record<string, readonly [min: number, max: number]>>;

const ANY = [0, Number.POSITIVE_INFINITY] as const;

const PLACEHOLDERS: Readonly<Record<PhrasingKind, Placeholders>> = {
  model: { model: [1, 1] },
  compare: { model: [2, MAX_COMPARED] },
  lineage: { model: [1, 1] },
  // Others may be named beside it: "is <model> <model> or <model> underneath".
  assistant: { model: [1, 3] },
  // What it is not may be about models.
  maker: { maker: [1, 1], model: [0, 0] },
  history: {},
  // None in a question; what it is not may be about one model.
  poster: { model: [0, 0] },
  plan: { date: [1, 1], plan: ANY, model: ANY },
};

/** With three models, it would be open which of them came from which. */
const OF_A_PAIR: Placeholders = { model: [2, 2] };

/** Questions have the placeholders that their answer is generated from, and no others. */
function* checkPlaceholders({ curated: answers, generated: kinds, outOfScope }: Texts): Generator<Fault, void> {
  for (const { kind, questions, notThis } of [...answers, ...kinds]) {
    const allowed = kind ? PLACEHOLDERS[kind] : {};
    for (const one of questions) {
      const unknown = [...unknownPlaceholders(one, allowed)];
      const isOfPair = kind === 'compare' && PAIR_FACTS.some((fact) => fact === one.path[1]);
      yield* unknown.length > 0 ? unknown : miscounted(one, isOfPair ? OF_A_PAIR : allowed);
    }
    for (const one of notThis) yield* unknownPlaceholders(one, allowed);
  }
  for (const one of outOfScope) yield* unknownPlaceholders(one, { model: ANY });
}

function* unknownPlaceholders({ parsed, text, path }: Written, allowed: Placeholders): Generator<Fault, void> {
  const known = Object.keys(allowed);
  const remedy = known.length > 0 ? `use ${known.map((one) => `<${one}>`).join(', ')}` : 'write it out';
  for (const [written, name] of text.matchAll(PLACEHOLDER)) {
    if (known.includes(name!)) continue;
    yield parsed.fault(path, `${written} is not a placeholder here: ${remedy}`, written);
  }
}

function* miscounted({ parsed, text, path }: Written, allowed: Placeholders): Generator<Fault, void> {
  for (const [name, [min, max]] of Object.entries(allowed)) {
    const count = text.split(`<${name}>`).length - 1;
    if (count >= min && count <= max) continue;
    const times = min === max ? TIMES[min]! : `${TIMES[min]!} to ${TIMES[max]!}`;
    yield parsed.fault(path, `"${text}" has <${name}> ${TIMES[count] ?? `${count} times`}: write it ${times}`);
  }
}

const TIMES = ['no times', 'once', 'twice', 'three times', 'four times'];

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/**
 * No two answers have phrasings of the same words, whatever their order, articles, apostrophes and plurals, because it
 * would be unclear which one was meant. Within one answer they are only another way to say it.
 */
function checkNear({ curated: answers }: Texts): Iterable<Fault> {
  const questions = answers.flatMap((one) => one.questions);
  return repeated(questions, wordsOf, ({ parsed, text, key }, first) => {
    // Literal duplicates are reported by checkEqual.
    if (first.parsed === parsed || first.key === key) return undefined;
    const same = `"${first.text}" of ${first.parsed.fileOf(first.path)}`;
    return `phrasing "${text}" has the same words as ${same}: keep one of them`;
  });
}

/** Each word once, sorted; a text of nothing but articles stays as it is. */
function wordsOf({ text, key }: Question): string {
  const folded = /['’]/.test(text) ? keyOf(text.replaceAll(/['’]/g, '')) : key;
  const words = folded.split(' ').filter((word) => !ARTICLES.has(word));
  return words.length === 0 ? folded : [...new Set(words.map(singular))].toSorted().join(' ');
}

/** `models` becomes `model`; words as short as `gpt` or `is`, and those like `loss`, stay. */
const singular = (word: string): string => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word);

/**
 * What no answer covers is not a phrasing or title of an answer, and is listed once, whatever its case and punctuation.
 * It may also be a `notThis`, which says the same about one answer.
 */
function checkOutOfScope({ curated: answers, generated: kinds, titles, outOfScope }: Texts): Iterable<Fault> {
  const phrasings = [...answers, ...kinds].flatMap(({ questions }) => questions);
  return repeated([...titles, ...phrasings, ...outOfScope], keyOfQuestion, ({ text, path }, first) => {
    if (path.length > 0) return undefined;
    const { file, line, column } = first.parsed.fault(first.path, '');
    const [field = 'text'] = first.path;
    const kind = field === 'text' ? 'a text' : field === 'title' ? 'the title' : 'a phrasing';
    return `"${text}" is also ${kind} at ${file}:${line}:${column}: keep it in one of them`;
  });
}

/** Something that people call by a name, and which answers are generated about it. */
interface Named {
  readonly id: string;
  readonly isAssistant: boolean;
}

/** ChatGPT, which is compared with assistants. Beside a model's name, curated answers say more about it. */
const CHATGPT: Named = { id: 'chatgpt', isAssistant: true };

/**
 * No curated phrasing asks, by name and in the same words, for what is generated about the thing it names: "what is Claude"
 * or "GPT-4 vs o3". The curated answer would win, being about that name alone, and nobody would see the generated one.
 */
function* checkGenerated(
  { curated: answers, generated: kinds }: Texts,
  named: ReadonlyMap<string, Named>,
): Generator<Fault, void> {
  const findNames = nameFinder(named.keys());
  const templates = new Map(
    kinds.flatMap(({ kind, questions }) => questions.map((one) => [one.key, { kind: kind!, ...one }] as const)),
  );
  for (const { parsed, text, path } of answers.flatMap(({ questions }) => questions)) {
    const asked = text.toLowerCase();
    const all = findNames(asked);
    // ChatGPT is one of the things compared, or a word of the question: "is <model> in chatgpt".
    for (const names of [all, all.filter((name) => named.get(name) !== CHATGPT)]) {
      if (names.length === 0) continue;
      const things = names.map((name) => named.get(name)!);
      const template = templates.get(keyOf(names.reduce((left, name) => left.replace(name, '<model>'), asked)));
      if (!template || !isMeant(template.kind, template.path[0] === 'facts', things)) continue;
      const what = `phrasing "${text}" asks for ${generatedId(template.kind, things)}, like "${template.text}" in phrasings/${template.kind}.yaml`;
      yield parsed.fault(path, `${what}: remove it`);
      break;
    }
  }
}

/** By name in lower case, with and without hyphens. A name that is also an ordinary word is not sure to mean the thing. */
function namesOf({ models, families, assistants }: ParsedKnowledge): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>([[CHATGPT.id, CHATGPT]]);
  for (const [{ id }, data] of sound([...models.values(), ...families.values(), ...assistants.values()])) {
    const { name, aliases, ordinaryNames } = data;
    const thing: Named = { id, isAssistant: assistants.has(id) };
    for (const one of [name, id, ...aliases].filter((each) => !ordinaryNames.includes(each))) {
      for (const written of [one.toLowerCase(), one.toLowerCase().replaceAll('-', ' ')]) {
        if (!named.has(written)) named.set(written, thing);
      }
    }
  }
  return named;
}

/** Whether such an answer is generated for these things, if it is asked for one fact or for all. It depends on what they are. */
function isMeant(kind: PhrasingKind, isOfFact: boolean, things: readonly Named[]): boolean {
  const areAssistants = things.every(({ isAssistant }) => isAssistant);
  if (kind === 'compare')
    return new Set(things).size > 1 && (!things.includes(CHATGPT) || (areAssistants && !isOfFact));
  if (things.includes(CHATGPT)) return false;
  return areAssistants ? kind === 'assistant' || (kind === 'model' && !isOfFact) : kind !== 'assistant';
}

function generatedId(kind: PhrasingKind, things: readonly Named[]): string {
  const isAssistant = kind !== 'compare' && things.every((thing) => thing.isAssistant);
  return `${isAssistant ? 'assistant' : kind}:${things.map(({ id }) => id).join('+')}`;
}
