import type { Reading } from '../entries.ts';
import { refused } from '../entries.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { checkGiven, type GivenRoles, listOf, type Mapping, mappingOf } from './fields.ts';
import { answerOf, type Found, isUsableId } from './found.ts';
import { type Pair, repeatedKey, type Tree } from './tree.ts';

/** Where a text may be within a value that is an object: `"acceptedAnswer": { "text": … }`. */
const TEXT_KEYS = [
  'text',
  'content',
  'value',
  'answer',
  'response',
  'name',
  'body',
  'plaintext',
  'description',
  'displaytext',
];

/** Everything that a value says, as texts. */
export function textsIn(tree: Tree): readonly string[] {
  if (tree.kind === 'text') return tree.text.trim() === '' ? [] : [tree.text];
  if (tree.kind === 'list') return tree.items.flatMap(textsIn);
  for (const known of TEXT_KEYS) {
    const pair = tree.pairs.find(({ key }) => key.toLowerCase().replaceAll('_', '') === known);
    const texts = pair ? textsIn(pair.value) : [];
    if (texts.length > 0) return texts;
  }
  return [];
}

/** What the keys of one object are read as. */
interface Shape {
  readonly names: readonly string[];
  readonly mapping: Mapping;
}

/**
 * Reads the questions and answers in data of any shape: objects with a question and an answer, wherever they are nested;
 * objects with an answer under the name of a question; pairs; a map from questions to answers; chats.
 *
 * @throws UserError `unknown-format` if there are none, `bad-map`
 */
export function* readRecords(roots: readonly Tree[], source: SourceText, given: GivenRoles): Reading {
  const collector = new Collector(source, given);
  for (const root of roots) collector.collect(root);
  checkGiven(given, collector.names);
  const { found, recognised } = collector.result();
  if (found.length === 0) {
    throw source.fault('unknown-format', 0, strings.noRecords(listOf([...collector.names])));
  }
  for (const one of found) yield 'why' in one ? refused(one.location, undefined, one.why) : answerOf(one);
  return [recognised, ...collector.leftOut()];
}

type Refused = { readonly location: string; readonly why: string };

class Collector {
  readonly names = new Set<string>();
  readonly #source: SourceText;
  readonly #given: GivenRoles;
  readonly #shapes = new Map<string, Shape>();
  readonly #full: (Found | Refused)[] = [];
  readonly #keyed: (Found | Refused)[] = [];
  /** Maps with texts that are neither questions nor answers by their names. */
  readonly #maps: (Pair & { readonly value: Tree })[] = [];
  readonly #recognised = new Set<string>();
  readonly #ignored = new Set<string>();

  constructor(source: SourceText, given: GivenRoles) {
    this.#source = source;
    this.#given = given;
  }

  collect(tree: Tree, parent?: Pair): void {
    if (tree.kind === 'text') {
      if (parent && tree.text.trim() !== '') this.#maps.push(parent);
      return;
    }
    if (tree.kind === 'list') return this.#collectList(tree.items, parent);
    const shape = this.#shapeOf(tree.pairs);
    const question = this.#texts(shape.mapping.question.slice(0, 1), tree.pairs);
    const hasQuestion = shape.mapping.question.some((index) => textsIn(tree.pairs[index]!.value).length > 0);
    const hasAnswer = shape.mapping.answer.some((index) => isSaying(tree.pairs[index]!.value));
    const isList = shape.mapping.answer.some((index) => isListOfMaps(tree.pairs[index]!.value));
    if ((hasQuestion || question.length > 0) && hasAnswer && !isList) this.#take(tree, shape, this.#full);
    else if (hasAnswer && parent && !isList) this.#take(tree, shape, this.#keyed, parent);
    else if (isHalf(shape) && !hasNested(tree)) this.#takeHalf(tree, shape);
    else for (const pair of tree.pairs) this.collect(pair.value, pair);
  }

  #collectList(items: readonly Tree[], parent?: Pair): void {
    const pairs = items.map((item) => (item.kind === 'list' && item.items.length === 2 ? item.items : undefined));
    if (items.length > 0 && pairs.every((pair) => pair?.every(({ kind }) => kind === 'text'))) {
      this.#recognised.add(strings.PAIRS);
      for (const [question, answer] of pairs as [Tree, Tree][]) {
        this.#full.push({
          location: this.#source.at(question.at),
          question: textsIn(question)[0] ?? '',
          phrasings: [],
          body: textsIn(answer)[0] ?? '',
        });
      }
      return;
    }
    if (this.#collectChat(items)) return;
    if (items.length > 0 && items.every(({ kind }) => kind === 'text') && parent) this.#maps.push(parent);
    else for (const item of items) this.collect(item);
  }

  /** `[{ "role": "user", "content": … }, { "role": "assistant", "content": … }]` */
  #collectChat(items: readonly Tree[]): boolean {
    const turns = items.map((item) => {
      const value = (...keys: string[]): Tree | undefined =>
        item.kind === 'map' ? item.pairs.find(({ key }) => keys.includes(key))?.value : undefined;
      const [speaker, said] = [value('role', 'from'), value('content', 'value')];
      return speaker && said && { at: item.at, speaker: textsIn(speaker)[0] ?? '', said: textsIn(said).join('\n') };
    });
    if (turns.length === 0 || turns.some((turn) => turn === undefined)) return false;
    this.#recognised.add(strings.CHATS);
    let asked: { at: number; said: string } | undefined;
    for (const { at, speaker, said } of turns.filter((turn) => turn !== undefined)) {
      if (/^(?:user|human)$/i.test(speaker)) {
        if (asked) this.#full.push({ location: this.#source.at(asked.at), why: strings.NO_ANSWER });
        asked = { at, said };
      } else if (/^(?:assistant|gpt|bot|model)$/i.test(speaker) && asked) {
        this.#full.push({ location: this.#source.at(asked.at), question: asked.said, phrasings: [], body: said });
        asked = undefined;
      } else this.#ignored.add(speaker);
    }
    if (asked) this.#full.push({ location: this.#source.at(asked.at), why: strings.NO_ANSWER });
    return true;
  }

  #shapeOf(pairs: readonly Pair[]): Shape {
    const names = pairs.map(({ key }) => key);
    const key = JSON.stringify(names);
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = { names, mapping: mappingOf(names, this.#given) };
      this.#shapes.set(key, shape);
      for (const name of names.slice(0, 50)) if (this.names.size < 500) this.names.add(name);
    }
    return shape;
  }

  #texts(indexes: readonly number[], pairs: readonly Pair[]): string[] {
    return indexes.flatMap((index) => textsIn(pairs[index]!.value));
  }

  #take(tree: Tree & { kind: 'map' }, { names, mapping }: Shape, to: (Found | Refused)[], parent?: Pair): void {
    const location = this.#source.at(parent?.at ?? tree.at);
    const twice = repeatedKey(tree.pairs);
    if (twice !== undefined) return void to.push({ location, why: strings.keyTwice(twice) });
    const questions = this.#texts(mapping.question, tree.pairs);
    const [question = '', ...others] = parent ? [parent.key, ...questions] : questions;
    const answers = this.#texts(mapping.answer, tree.pairs);
    const [id = ''] = this.#texts(mapping.id, tree.pairs);
    if (id !== '' && !isUsableId(id)) this.#ignored.add(names[mapping.id[0]!]!);
    this.#note(names, isUsableId(id) ? mapping : { ...mapping, id: [] }, parent !== undefined);
    for (const index of mapping.ignored) {
      if (hasContent(tree.pairs[index]!.value)) this.#ignored.add(names[index]!);
    }
    to.push({
      location,
      question,
      phrasings: [...others, ...this.#texts(mapping.phrasings, tree.pairs).flatMap(keywordsIn)],
      ...responsesOf(answers),
      sources: this.#texts(mapping.sources, tree.pairs),
      ...(isUsableId(id) && { id }),
      ...(mapping.reviewBy.length > 0 && { reviewBy: this.#texts(mapping.reviewBy, tree.pairs)[0] ?? '' }),
    });
  }

  /** A question without an answer, or the other way round, among others that have both. */
  #takeHalf(tree: Tree & { kind: 'map' }, { names, mapping }: Shape): void {
    const isQuestion = this.#texts(mapping.question, tree.pairs).length > 0;
    this.#note(names, mapping, false);
    this.#full.push({
      location: this.#source.at(tree.at),
      why: isQuestion ? strings.NO_ANSWER : strings.NO_QUESTION,
    });
  }

  #note(names: readonly string[], mapping: Mapping, isKeyed: boolean): void {
    const as = (indexes: readonly number[], role: string): string[] =>
      indexes.map((index) => `${quoted(names[index]!)} as ${role}`);
    const parts = [
      ...(isKeyed ? [strings.NAME_AS_QUESTION] : []),
      ...as(mapping.question.slice(0, 1), isKeyed ? 'phrasing' : 'question'),
      ...as(mapping.answer, 'answer'),
      ...as([...mapping.question.slice(1), ...mapping.phrasings], 'phrasings'),
      ...as(mapping.sources, 'sources'),
      ...as(mapping.id, 'id'),
      ...as(mapping.reviewBy, 'review date'),
    ];
    if (this.#recognised.size < 8) this.#recognised.add(parts.join(', '));
  }

  /** Objects with questions and answers win over those under a name, and those over a map from texts to texts. */
  result(): { readonly found: readonly (Found | Refused)[]; readonly recognised: string } {
    const isFound = (list: readonly (Found | Refused)[]): boolean => list.some((one) => 'body' in one);
    if (isFound(this.#full) || isFound(this.#keyed)) {
      for (const { key } of this.#maps) this.#ignored.add(key);
      const found = isFound(this.#full) && this.#keyed.length > 0 ? [...this.#full, ...this.#keyed] : this.#full;
      return {
        found: isFound(this.#full) ? found : [...this.#keyed, ...this.#full],
        recognised: strings.recognisedFields([...this.#recognised].join('; ')),
      };
    }
    const maps = this.#maps.some(({ key }) => META.has(key)) ? [] : this.#maps;
    const found: Found[] = [];
    for (const { key, at, value } of maps) {
      found.push({ location: this.#source.at(at), question: key, phrasings: [], ...responsesOf(textsIn(value)) });
    }
    return { found: [...found, ...(found.length > 0 ? this.#full : [])], recognised: strings.RECOGNISED_MAP };
  }

  leftOut(): string[] {
    return this.#ignored.size === 0 ? [] : [strings.ignoredFields(listOf([...this.#ignored]))];
  }
}

/** Whether an object is meant as a question with its answer, although one of them is missing. */
function isHalf({ names, mapping: { question, answer, ignored } }: Shape): boolean {
  if (question.length > 0 && answer.length > 0) return true;
  return question.length + answer.length > 0 && ignored.length <= names.length / 2;
}

/** Data about a file, and not questions. */
const META = new Set(['format', 'version', '$schema']);

const hasNested = (tree: Tree & { kind: 'map' }): boolean =>
  tree.pairs.some(
    ({ value }) => value.kind === 'map' || (value.kind === 'list' && value.items.some(({ kind }) => kind === 'map')),
  );

/** A text, or what contains one. A list of objects is a list of other answers instead. */
const isSaying = (tree: Tree): boolean => textsIn(tree).length > 0;

const isListOfMaps = (tree: Tree): boolean =>
  tree.kind === 'list' && tree.items.some((item) => item.kind === 'map' && item.pairs.length > 1 && hasBoth(item));

const hasBoth = (item: Tree & { kind: 'map' }): boolean => {
  const { question, answer } = mappingOf(
    item.pairs.map(({ key }) => key),
    new Map(),
  );
  return question.length > 0 && answer.length > 0;
};

const hasContent = (tree: Tree): boolean =>
  tree.kind === 'text'
    ? tree.text.trim() !== '' && tree.text !== 'false'
    : tree.kind === 'list'
      ? tree.items.some(hasContent)
      : tree.pairs.some(({ value }) => hasContent(value));

/** @example keywordsIn('wifi, wlan'); // ['wifi', ' wlan'] */
export const keywordsIn = (text: string): string[] =>
  /[?？]/.test(text) ? text.split(/[\n|]/) : text.split(/[\n,;|、；，]/);

/** Other bots pick one of several responses at random. */
export function responsesOf(texts: readonly string[]): Pick<Found, 'body' | 'warnings'> {
  const [body = '', ...others] = texts;
  return { body, ...(others.length > 0 && { warnings: [strings.otherResponses(others.map(quoted).join(', '))] }) };
}
