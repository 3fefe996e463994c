import type { Reading } from '../entries.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { FieldReader } from './FieldReader.ts';
import { type GivenRoles, listOf, type Mapping, mappingOf } from './fields.ts';
import { entryOfFound, type Found, type Refused } from './found.ts';
import { type Pair, textsIn, type Tree } from './tree.ts';

/**
 * Reads the questions and answers in data of any shape: objects with a question and an answer, wherever they are nested;
 * objects with an answer under the name of a question; pairs; a map from questions to answers; chats.
 *
 * @throws UserError `unknown-format` if there are none, `bad-map`
 */
export function* readRecords(roots: readonly Tree[], source: SourceText, given: GivenRoles): Reading {
  const reader = new FieldReader(source, given);
  const collector = new Collector(source, reader);
  for (const root of roots) collector.collect(root);
  reader.checkGiven();
  const { found, isMap } = collector.result();
  if (found.length === 0) {
    throw source.fault('unknown-format', 0, strings.noRecords(listOf([...reader.names])));
  }
  for (const one of found) yield entryOfFound(one);
  return reader.notes('field', isMap ? strings.RECOGNISED_MAP : undefined);
}

type MapTree = Tree & { readonly kind: 'map' };

class Collector {
  readonly #source: SourceText;
  readonly #reader: FieldReader;
  readonly #full: (Found | Refused)[] = [];
  readonly #keyed: (Found | Refused)[] = [];
  /** Maps with texts that are neither questions nor answers by their names. */
  readonly #maps: Pair[] = [];

  constructor(source: SourceText, reader: FieldReader) {
    this.#source = source;
    this.#reader = reader;
  }

  collect(tree: Tree, parent?: Pair): void {
    if (tree.kind === 'text') {
      if (parent && tree.text.trim() !== '') this.#maps.push(parent);
      return;
    }
    if (tree.kind === 'list') return this.#collectList(tree.items, parent);
    const { pairs } = tree;
    const mapping = this.#reader.mappingOf(pairs);
    const isSaid = (index: number): boolean => textsIn(pairs[index]!.value).length > 0;
    const isList = mapping.answer.some((index) => isListOfMaps(pairs[index]!.value));
    const hasAnswer = mapping.answer.some(isSaid) && !isList;
    const at = this.#source.at(tree.at);
    if (mapping.question.some(isSaid) && hasAnswer) this.#full.push(this.#reader.read(pairs, { location: at }));
    else if (hasAnswer && parent)
      this.#keyed.push(this.#reader.read(pairs, { location: this.#source.at(parent.at), key: parent.key }));
    // A question without an answer, or the other way round, among others that have both.
    else if (isHalf(mapping, pairs.length) && !hasNested(tree)) {
      this.#full.push(this.#reader.read(pairs, { location: at }));
    } else for (const pair of pairs) this.collect(pair.value, pair);
  }

  #collectList(items: readonly Tree[], parent?: Pair): void {
    const pairs = items.map((item) => (item.kind === 'list' && item.items.length === 2 ? item.items : undefined));
    if (items.length > 0 && pairs.every((pair) => pair?.every(({ kind }) => kind === 'text'))) {
      this.#reader.recognised.add(strings.PAIRS);
      for (const [question, answer] of pairs as [Tree, Tree][]) {
        const [[asked = ''], [body = '']] = [textsIn(question), textsIn(answer)];
        this.#full.push({ location: this.#source.at(question.at), question: asked, phrasings: [], body });
      }
      return;
    }
    if (this.#collectChat(items)) return;
    if (items.length > 0 && items.every(({ kind }) => kind === 'text') && parent) this.#maps.push(parent);
    else for (const item of items) this.#collectItem(item);
  }

  /** Objects in a list that have fields in common are records, whose fields are no questions. */
  #collectItem(item: Tree): void {
    const count = this.#maps.length;
    this.collect(item);
    if (item.kind === 'map' && item.pairs.length > 1 && this.#maps.length > count) {
      for (const { key } of this.#maps.splice(count)) this.#reader.ignored.add(key);
    }
  }

  /** `[{ "role": "user", "content": … }, { "role": "assistant", "content": … }]` */
  #collectChat(items: readonly Tree[]): boolean {
    const turns = items.flatMap((item) => {
      const value = (...keys: string[]): Tree | undefined =>
        item.kind === 'map' ? item.pairs.find(({ key }) => keys.includes(key))?.value : undefined;
      const [speaker, said] = [value('role', 'from'), value('content', 'value')];
      if (!speaker || !said) return [];
      return { location: this.#source.at(item.at), speaker: textsIn(speaker)[0] ?? '', said: textsIn(said).join('\n') };
    });
    if (turns.length === 0 || turns.length < items.length) return false;
    this.#reader.recognised.add(strings.CHATS);
    let asked: { location: string; said: string } | undefined;
    for (const { location, speaker, said } of [...turns, { location: '', speaker: 'user', said: '' }]) {
      if (/^(?:user|human)$/i.test(speaker)) {
        if (asked) this.#full.push({ location: asked.location, why: strings.NO_ANSWER });
        asked = { location, said };
      } else if (/^(?:assistant|gpt|bot|model)$/i.test(speaker) && asked) {
        this.#full.push({ location: asked.location, question: asked.said, phrasings: [], body: said });
        asked = undefined;
      } else this.#reader.ignored.add(speaker);
    }
    return true;
  }

  /** Objects with questions and answers win over those under a name, and those over a map from texts to texts. */
  result(): { readonly found: readonly (Found | Refused)[]; readonly isMap: boolean } {
    if (isFound(this.#full) || isFound(this.#keyed)) {
      for (const { key } of this.#maps) this.#reader.ignored.add(key);
      const [first, second] = isFound(this.#full) ? [this.#full, this.#keyed] : [this.#keyed, this.#full];
      return { found: [...first, ...second], isMap: false };
    }
    const maps = this.#maps.some(({ key }) => META.has(key)) ? [] : this.#maps;
    const found = maps.map(({ key, at, value }): Found => {
      const [body = '', ...others] = textsIn(value);
      const warnings = others.length > 0 ? [strings.otherResponses(others.map(quoted).join(', '))] : [];
      return { location: this.#source.at(at), question: key, phrasings: [], body, warnings };
    });
    return { found: [...found, ...(found.length > 0 ? this.#full : [])], isMap: true };
  }
}

const isFound = (list: readonly (Found | Refused)[]): boolean => list.some((one) => 'body' in one);

/** Whether an object is meant as a question with its answer, although one of them is missing. */
function isHalf({ question, answer, ignored }: Mapping, count: number): boolean {
  if (question.length > 0 && answer.length > 0) return true;
  return question.length + answer.length > 0 && ignored.length <= count / 2;
}

/** Data about a file, and not questions. */
const META = new Set(['format', 'version', '$schema']);

const hasNested = (tree: MapTree): boolean =>
  tree.pairs.some(
    ({ value }) => value.kind === 'map' || (value.kind === 'list' && value.items.some(({ kind }) => kind === 'map')),
  );

/** A list of other answers, and not of texts. */
const isListOfMaps = (tree: Tree): boolean =>
  tree.kind === 'list' && tree.items.some((item) => item.kind === 'map' && item.pairs.length > 1 && hasBoth(item));

function hasBoth({ pairs }: MapTree): boolean {
  const names = pairs.map(({ key }) => key);
  const { question, answer } = mappingOf(names, new Map());
  return question.length > 0 && answer.length > 0;
}
