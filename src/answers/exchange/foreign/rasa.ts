import type { Reading } from '../entries.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { listOf } from './fields.ts';
import { entryOfFound } from './found.ts';
import { type Pair, textsIn, type Tree } from './tree.ts';

const pairsOf = (tree: Tree | undefined): readonly Pair[] => (tree?.kind === 'map' ? tree.pairs : []);
const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);
const valueOf = (tree: Tree | undefined, name: string): Tree | undefined =>
  pairsOf(tree).find(({ key }) => key === name)?.value;

/** Whether this is training data or a domain of Rasa: https://rasa.com/docs/rasa/training-data-format */
export function isRasa(roots: readonly Tree[]): boolean {
  return (
    sectionsOf(roots, 'nlu').some((nlu) => itemsOf(nlu).some((item) => valueOf(item, 'intent'))) ||
    sectionsOf(roots, 'responses').some((section) => pairsOf(section).some(({ key }) => key.startsWith('utter_')))
  );
}

const sectionsOf = (roots: readonly Tree[], name: string): Tree[] =>
  roots.flatMap((root) => pairsOf(root).filter(({ key }) => key === name)).map(({ value }) => value);

/** `- what is [GPT-4](model)?` as `what is GPT-4?` */
const exampleOf = (line: string): string =>
  line
    .replace(/^\s*-\s*/, '')
    .replaceAll(/\[([^[\]]*)\](?:\([^()]*\)|\{[^{}]*\})/g, '$1')
    .trim();

/** What is said after an intent, by rules and stories. */
function actionsOf(roots: readonly Tree[]): ReadonlyMap<string, string> {
  const actions = new Map<string, string>();
  for (const story of [...sectionsOf(roots, 'rules'), ...sectionsOf(roots, 'stories')].flatMap(itemsOf)) {
    let intent: string | undefined;
    for (const step of itemsOf(valueOf(story, 'steps'))) {
      const [said] = textsIn(valueOf(step, 'intent') ?? step);
      const action = valueOf(step, 'action');
      if (valueOf(step, 'intent')) intent = said;
      else if (intent !== undefined && action && textsIn(action)[0]?.startsWith('utter_') && !actions.has(intent)) {
        actions.set(intent, textsIn(action)[0]!);
      }
    }
  }
  return actions;
}

/**
 * Reads intents with their examples, and the responses to them. The first example is the title. Both may be in one file, or in
 * several that are imported together.
 */
export function* readRasa(roots: readonly Tree[], source: SourceText): Reading {
  const responses = new Map(
    sectionsOf(roots, 'responses').flatMap((section) => pairsOf(section).map((pair) => [pair.key, pair])),
  );
  const intents = sectionsOf(roots, 'nlu').flatMap(itemsOf);
  const actions = actionsOf(roots);
  const used = new Set<string>();
  const ignored = new Set<string>();
  const entities = new Set<string>();
  for (const item of intents) {
    const [intent] = textsIn(valueOf(item, 'intent') ?? { at: 0, kind: 'text', text: '' });
    if (intent === undefined) {
      const [kind] = pairsOf(item);
      if (kind) ignored.add(kind.key);
      continue;
    }
    const location = source.at(item.at);
    const names = [`utter_${intent}`, actions.get(intent) ?? '', `utter_${intent.split('/').at(-1)!}`];
    const response = names.map((name) => responses.get(name)).find((pair) => pair !== undefined);
    const lines = textsIn(valueOf(item, 'examples') ?? { at: 0, kind: 'text', text: '' }).flatMap((text) =>
      text.split('\n'),
    );
    for (const line of lines)
      for (const [mark] of line.matchAll(/\[[^[\]]*\](?:\([^()]*\)|\{[^{}]*\})/g)) entities.add(mark);
    const [question = '', ...phrasings] = lines.map(exampleOf).filter((line) => line !== '' && !line.startsWith('#'));
    if (!response) {
      yield entryOfFound({ location, why: strings.noResponse(quoted(intent), `utter_${intent}`) });
      continue;
    }
    used.add(response.key);
    const variants = itemsOf(response.value);
    for (const variant of variants) for (const { key } of pairsOf(variant)) if (key !== 'text') ignored.add(key);
    const [body = '', ...others] = variants.flatMap(textsIn);
    const warnings = others.length > 0 ? [strings.otherResponses(others.map(quoted).join(', '))] : [];
    yield entryOfFound({ location, question, phrasings, body, warnings });
  }
  for (const [name, { at }] of responses) {
    if (!used.has(name)) yield entryOfFound({ location: source.at(at), why: strings.noIntent(quoted(name)) });
  }
  const known = new Set(['nlu', 'responses', 'rules', 'stories', 'version', 'intents', 'actions', 'session_config']);
  for (const { key } of roots.flatMap(pairsOf)) if (!known.has(key)) ignored.add(key);
  return [
    strings.RECOGNISED_RASA,
    ...(entities.size > 0 ? [strings.entitiesAsWords(listOf([...entities].slice(0, 3)))] : []),
    ...(ignored.size > 0 ? [strings.ignored('field', listOf([...ignored]))] : []),
  ];
}
