import { UserError } from '../../shared/UserError.ts';
import { faultOfFrame, type FileEntry, FORMAT, FORMAT_VERSION, ownEntry, type Reading, refused } from './entries.ts';
import { foreignEntry, RecordReader } from './records.ts';
import { checkGiven, type GivenRoles, sayBoth } from './roles.ts';
import {
  areQuestions,
  hasContent,
  itemsIn,
  type Pair,
  pairsIn,
  scalarTree,
  textsIn,
  type Tree,
  under,
  valueOf,
  withEmbed,
} from './source.ts';
import * as strings from './strings.ts';
import { quoted, quotedList } from './strings.ts';

/**
 * Reads JSON, YAML or TOML: an export, Rasa's training data, or anybody's questions and answers.
 *
 * @param roots - All values of one file, or of several that belong together.
 */
export function* readData(roots: readonly Tree[], given: GivenRoles): Reading {
  const [first] = roots;
  if (first && textsIn(under(first, 'format'))[0] === FORMAT) return yield* readExport(first);
  return yield* isRasa(roots) ? readRasa(roots) : readRecords(roots, given);
}

function* readExport(root: Tree): Reading {
  const version = under(root, 'version');
  const fault = (code: string, what: string): UserError => new UserError(code, `${root.at}: ${what}`);
  if (version?.kind === 'text' && Number(version.value) > FORMAT_VERSION) {
    throw fault('format-too-new', strings.formatTooNew(version.text, FORMAT_VERSION));
  }
  const why = faultOfFrame(valueOf(root));
  if (why !== undefined) throw fault('unknown-format', strings.badFile(why));
  const guildId = pairsIn(root).filter(({ key }) => key === 'guildId');
  for (const { key, value } of pairsIn(root)) {
    for (const item of itemsIn(value)) {
      const { at } = item;
      const hidden = [{ key: 'id', at, value: item }].concat({ key: 'hidden', at, value: scalarTree(at, true) });
      if (item.kind === 'map') yield ownEntry(at, [...guildId, ...item.pairs]);
      else yield key === 'hidden' ? ownEntry(at, hidden) : refused(at, strings.NOT_AN_ANSWER);
    }
  }
  return [strings.recognisedExport('JSON')];
}

/**
 * Reads the questions and answers in data of any shape: objects with a question and an answer, wherever they are nested;
 * objects with an answer under the name of a question; pairs; a map from questions to answers; columns of a table; conversations
 * as chat models learn from. Objects with questions and answers win over those under a name, and those over a map from texts to
 * texts.
 */
function* readRecords(roots: readonly Tree[], given: GivenRoles): Reading {
  const reader = new RecordReader(given);
  const full: FileEntry[] = [];
  const keyed: FileEntry[] = [];
  /** Texts that are neither questions nor answers by their names. */
  const texts: Pair[] = [];
  for (const root of roots.length === 1 ? rowsOf(roots[0]!, given) : roots) collect(root);
  checkGiven(given, reader.names);
  const [first, second] = full.some(isAnswer) || !keyed.some(isAnswer) ? [full, keyed] : [keyed, full];
  const isMap = !first.some(isAnswer) && texts.length > 0 && !texts.some(({ key }) => META.has(key));
  if (!isMap && !first.some(isAnswer)) {
    throw new UserError('unknown-format', `${roots[0]!.at}: ${strings.noRecords(quotedList([...reader.names]))}`);
  }
  if (isMap) for (const { key, at, value } of texts) yield foreignEntry(at, key, textsIn(value));
  else for (const { key } of texts) reader.ignored.add(key);
  yield* [...first, ...(isMap ? [] : second)];
  return reader.notes('field', isMap ? strings.RECOGNISED_MAP : undefined);

  function collect(tree: Tree, parent?: Pair): void {
    if (tree.kind === 'text') {
      if (tree.text.trim() === '') return;
      if (parent) texts.push(parent);
      else full.push(refused(tree.at, strings.noPair(quoted(tree.text))));
    } else if (tree.kind === 'list') collectList(tree.items, parent);
    else collectMap(tree, parent);
  }

  function collectMap({ at, pairs: written }: Tree & { readonly kind: 'map' }, parent: Pair | undefined): void {
    const pairs = withEmbed(written);
    const roles = reader.rolesOf(pairs);
    const [question, answer] = [pairs[roles.indexOf('question')]?.value, pairs[roles.indexOf('answer')]?.value];
    const hasAnswer = isSaid(answer) && !isListOfRecords(answer);
    const isNested = pairs.some(
      ({ value }) => value.kind === 'map' || itemsIn(value).some(({ kind }) => kind === 'map'),
    );
    // A question without an answer, or the other way round, among others that have both.
    const isMostlyKnown = roles.filter((role) => !role).length <= pairs.length / 2;
    const isHalf = question && answer ? true : (question ?? answer) !== undefined && isMostlyKnown;
    if (hasAnswer && isSaid(question)) {
      const isAsked = pairs.map(({ key, value }) => /^(?:embed\.)?fields$/.test(key) && areQuestions(value));
      const others = pairs.filter((_, index) => !isAsked[index]);
      full.push(reader.readForeign(others, { location: at }));
      for (const { value } of pairs.filter((_, index) => isAsked[index])) collect(value);
    } else if (hasAnswer && parent) keyed.push(reader.readForeign(pairs, { location: parent.at, key: parent.key }));
    else if (isHalf && !isNested)
      full.push(reader.readForeign(pairs, { location: at, ...(parent && !question && { key: parent.key }) }));
    // Keywords under a name, and no text: refused.
    else if (parent && !isNested && pairs.length > 0 && roles.every((role) => role))
      keyed.push(reader.readForeign(pairs, { location: parent.at, key: parent.key }));
    else {
      // Beside groups of answers, a text is a setting or a title. Beside objects with an answer, one of several words is an answer.
      const areAnswers = pairs.every(
        ({ value }) => value.kind === 'text' || reader.rolesOf(withEmbed(pairsIn(value))).includes('answer'),
      );
      for (const [index, pair] of pairs.entries()) {
        const { key, at: place, value } = pair;
        if (!isNested || value.kind !== 'text') collect(value, pair);
        else if (areAnswers && !roles[index] && /\S\s\S/.test(value.text)) {
          reader.recognised.set(strings.NAME_AS_QUESTION, 'shape');
          keyed.push(foreignEntry(place, key, [value.text]));
        } else if (hasContent(value)) reader.ignored.add(key);
      }
    }
  }

  function collectConversation(messages: readonly Tree[]): void {
    reader.recognised.set(strings.CONVERSATION, 'shape');
    let asked: Tree | undefined;
    let answered = 0;
    const put = (answers: readonly string[]): void => {
      if (!asked) return;
      const warnings = answered > 0 && answers.length > 0 ? [strings.CONTEXT_ONLY] : [];
      full.push(foreignEntry(asked.at, textsIn(asked).join(' '), answers, { warnings }));
      asked = undefined;
    };
    for (const message of messages) {
      const speaker = speakerOf(message)!;
      if (ASKERS.test(speaker)) {
        put([]);
        asked = message;
      } else if (ANSWERERS.test(speaker) && asked) {
        put(textsIn(message));
        answered += 1;
      } else reader.ignored.add(speaker);
    }
    put([]);
  }

  function collectList(items: readonly Tree[], parent: Pair | undefined): void {
    const rows = items.map(itemsIn).filter((cells) => cells.length > 1 && cells.every(({ kind }) => kind === 'text'));
    const names = rows[0]?.flatMap(textsIn) ?? [];
    if (rows.length > 1 && rows.length === items.length && sayBoth(names, given)) {
      for (const cells of rows.slice(1)) {
        const { at } = cells[0]!;
        const pairs = names.map((key, column) => ({ key, at, value: cells[column] ?? scalarTree(at, '') }));
        collect({ at, kind: 'map', pairs });
      }
    } else if (items.length > 0 && items.every(isPair)) {
      reader.recognised.set(strings.PAIRS, 'shape');
      for (const pair of items) {
        full.push(foreignEntry(pair.items[0]!.at, textsIn(pair.items[0])[0] ?? '', textsIn(pair.items[1])));
      }
    } else if (items.length > 0 && items.every((item) => speakerOf(item) !== undefined)) collectConversation(items);
    else if (items.length > 0 && parent && items.every(({ kind }) => kind === 'text')) texts.push(parent);
    else {
      for (const item of items) {
        const count = texts.length;
        collect(item);
        // Objects in a list that have fields in common are records, whose fields are no questions.
        if (pairsIn(item).length < 2) continue;
        for (const { key } of texts.splice(count)) reader.ignored.add(key);
      }
    }
  }
}

const isSaid = (value: Tree | undefined): boolean => textsIn(value).length > 0;

const isAnswer = ({ kind }: FileEntry): boolean => kind === 'answer';

/** Data about a file, and not questions. */
const META = new Set(['format', 'version', '$schema']);

/** `["Is it free?", "Yes."]` */
const isPair = (tree: Tree): tree is Tree & { readonly kind: 'list' } =>
  tree.kind === 'list' && tree.items.length === 2 && tree.items.every(({ kind }) => kind === 'text');

/** Who says a message of a conversation: `{"role": "user", "content": "Is it free?"}` */
const speakerOf = (tree: Tree): string | undefined =>
  textsIn(tree).length > 0 ? textsIn(under(tree, 'role', 'from'))[0] : undefined;
const ASKERS = /^(?:user|human)$/i;
const ANSWERERS = /^(?:assistant|gpt|model|bot|chatgpt)$/i;

/** The rows of a table that is written column by column: `{"question": ["Is it free?", …], "answer": ["Yes.", …]}` */
function rowsOf(root: Tree, given: GivenRoles): readonly Tree[] {
  const columns = pairsIn(root).map(({ key, value }) => ({ key, cells: cellsOf(value) }));
  const first = columns[0]?.cells ?? [];
  const areEven = columns.every(({ cells }) => cells.length === first.length);
  const areTexts = columns.every(({ cells }) => cells.every(({ kind }) => kind === 'text'));
  const names = columns.map(({ key }) => key);
  if (first.length < 2 || !areEven || !areTexts || !sayBoth(names, given)) return [root];
  return first.map(({ at }, row) => ({
    at,
    kind: 'map',
    pairs: columns.map(({ key, cells }) => ({ key, at, value: cells[row]! })),
  }));
}

/** Of a column: a list, or as pandas writes it, a map from the numbers of rows. */
const cellsOf = (value: Tree): readonly Tree[] =>
  value.kind === 'list' ? value.items : pairsIn(value).map((pair) => pair.value);

/** A list of other answers, and not of texts. */
const isListOfRecords = (tree: Tree | undefined): boolean =>
  itemsIn(tree).some((item) => {
    const names = pairsIn(item).map(({ key }) => key);
    return names.length > 1 && sayBoth(names, new Map());
  });

/** Whether this is training data or a domain of Rasa: https://rasa.com/docs/rasa/training-data-format */
const isRasa = (roots: readonly Tree[]): boolean =>
  itemsOf(roots, 'nlu').some((item) => under(item, 'intent')) ||
  responsesIn(roots).some(({ key }) => key.startsWith('utter_'));

const sectionsOf = (roots: readonly Tree[], name: string): Tree[] =>
  roots.flatMap((root) => pairsIn(root).filter(({ key }) => key === name)).map(({ value }) => value);
const itemsOf = (roots: readonly Tree[], name: string): Tree[] => sectionsOf(roots, name).flatMap(itemsIn);
const responsesIn = (roots: readonly Tree[]): Pair[] => sectionsOf(roots, 'responses').flatMap(pairsIn);

/** `[GPT-4](model)` */
const ENTITY = /\[([^[\]]*)\](?:\([^()]*\)|\{[^{}]*\})/g;

/** What is said after an intent, by rules and stories. */
function actionsOf(roots: readonly Tree[]): ReadonlyMap<string, string> {
  const actions = new Map<string, string>();
  for (const story of [...itemsOf(roots, 'rules'), ...itemsOf(roots, 'stories')]) {
    let intent: string | undefined;
    for (const step of itemsIn(under(story, 'steps'))) {
      const [asked] = textsIn(under(step, 'intent'));
      const [action = ''] = textsIn(under(step, 'action'));
      if (asked !== undefined) intent = asked;
      else if (intent !== undefined && action.startsWith('utter_') && !actions.has(intent)) actions.set(intent, action);
    }
  }
  return actions;
}

const RASA_SECTIONS = new Set('nlu responses rules stories version intents actions session_config'.split(' '));

/** Reads intents with their examples, and the responses to them. The first example is the title. */
function* readRasa(roots: readonly Tree[]): Reading {
  const responses = new Map(responsesIn(roots).map((pair) => [pair.key, pair]));
  const actions = actionsOf(roots);
  const used = new Set<string>();
  const entities = new Set<string>();
  const sections = roots.flatMap(pairsIn).map(({ key }) => key);
  const ignored = new Set(sections).difference(RASA_SECTIONS);
  for (const item of itemsOf(roots, 'nlu')) {
    const [intent] = textsIn(under(item, 'intent'));
    const fields = pairsIn(item);
    if (intent === undefined) {
      for (const { key } of fields.slice(0, 1)) ignored.add(key);
      continue;
    }
    for (const { key } of fields.concat(itemsIn(under(item, 'examples')).flatMap(pairsIn))) {
      if (!['intent', 'examples', 'text'].includes(key)) ignored.add(key);
    }
    const names = [`utter_${intent}`, actions.get(intent) ?? '', `utter_${intent.split('/').at(-1)!}`];
    const response = names.map((name) => responses.get(name)).find((pair) => pair !== undefined);
    if (!response) {
      yield refused(item.at, strings.noResponse(quoted(intent), `utter_${intent}`));
      continue;
    }
    used.add(response.key);
    const written = textsIn(under(item, 'examples')).join('\n');
    for (const [mark] of written.matchAll(ENTITY)) entities.add(mark);
    const examples = written
      .replaceAll(ENTITY, '$1')
      .split('\n')
      .map((line) => line.replace(/^\s*-\s*/, '').trim());
    const [question = '', ...phrasings] = examples.filter((line) => line !== '' && !line.startsWith('#'));
    for (const { key } of itemsIn(response.value).flatMap(pairsIn)) if (key !== 'text') ignored.add(key);
    yield foreignEntry(item.at, question, itemsIn(response.value).flatMap(textsIn), { phrasings });
  }
  for (const [name, { at }] of responses) if (!used.has(name)) yield refused(at, strings.noIntent(quoted(name)));
  return [
    strings.RECOGNISED_RASA,
    ...(entities.size > 0 ? [strings.entitiesAsWords(quotedList([...entities].slice(0, 3)))] : []),
    ...(ignored.size > 0 ? [strings.ignored('field', quotedList([...ignored]))] : []),
  ];
}
