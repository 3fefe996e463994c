import type { Answer, Table } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { tellCompared, type Told } from './compareAspects.ts';
import { differenceSentence } from './differenceSentence.ts';
import { listed } from './listed.ts';
import { entriesOf, madeAnswer } from './madeAnswer.ts';
import { compareId, lineageId, modelId, type CompareAspect } from './madeIds.ts';
import {
  contextWindowPhrase,
  inputAndOutputPhrase,
  knowledgeCutoffPhrase,
  madeFromPhrase,
  parametersPhrase,
  releasedPhrase,
  retiredPhrase,
  tuningPhrase,
  usesInChatGpt,
  weightsPhrase,
} from './modelFacts.ts';

interface Row {
  readonly label: string;
  /** One a model. */
  readonly cells: readonly string[];
}

/**
 * Models side by side: `compare:gpt-3.5+gpt-4`. Facts in which all agree become one line of the body instead of a row.
 *
 * @param models - Two to four, in the order of release.
 * @param aspect - Of two models, what to begin with: `compare:gpt-3+instructgpt:base`. Default: the main difference.
 */
export function compareAnswer(
  knowledge: Knowledge,
  models: readonly Model[],
  today: string,
  aspect?: CompareAspect,
): Answer {
  const {
    title,
    short,
    further = [],
  } = aspect === undefined ? differenceOf(models) : tellCompared(knowledge, [models[0]!, models[1]!], aspect, today);
  const rows = compareRows(knowledge, models, today);
  const same = rows.filter(({ cells }) => new Set(cells).size === 1);
  const different = rows.filter((row) => !same.includes(row));
  return madeAnswer({
    id: compareId(knowledge, models, aspect),
    title,
    short,
    body: same.length > 0 ? `Same for ${models.length === 2 ? 'both' : 'all'}: ${same.map(sameFact).join(' · ')}` : '',
    table: different.length > 0 ? asTable(models, different) : undefined,
    related: [lineageId(models.at(-1)!), ...models.toReversed().map((model) => modelId(model))],
    models: [...models, ...further],
    entries: entriesOf(knowledge, models),
  });
}

const differenceOf = (models: readonly Model[]): Told => ({
  title: `${listed(models.map(({ name }) => name))} compared`,
  short: differenceSentence(models),
});

function compareRows(knowledge: Knowledge, models: readonly Model[], today: string): readonly Row[] {
  const row = (label: string, phrase: (model: Model) => string): Row => ({ label, cells: models.map(phrase) });
  return [
    row('Released', releasedPhrase),
    row('Made from', (model) => madeFromPhrase(knowledge, model)),
    row('Tuned how', tuningPhrase),
    row('Input and output', inputAndOutputPhrase),
    row('Context window', contextWindowPhrase),
    row('Knowledge cutoff', knowledgeCutoffPhrase),
    row('Size', parametersPhrase),
    // Closed weights are the rule: only beside public ones are they worth a line.
    ...(models.some(({ openWeights }) => openWeights) ? [row('Weights', weightsPhrase)] : []),
    row('In ChatGPT', (model) => inChatGpt(knowledge, model, today)),
    row('Retired', (model) => retiredPhrase(model, today)),
  ];
}

/** A cell holds a phrase, and the note is a sentence. */
function inChatGpt(knowledge: Knowledge, model: Model, today: string): string {
  const uses = usesInChatGpt(knowledge, model, today).map(({ plans, when }) => `${plans} ${when}`);
  return uses.join('; ') || (model.chatgptNote?.replace(/\.$/, '') ?? 'no use on record');
}

const sameFact = ({ label, cells }: Row): string => `**${label[0]!.toLowerCase()}${label.slice(1)}** ${cells[0]!}`;

function asTable(models: readonly Model[], rows: readonly Row[]): Table {
  return {
    columns: ['Fact', ...models.map(({ name }) => name)],
    rows: rows.map(({ label, cells }) => [label, ...cells].map((text) => ({ text, sources: [] }))),
  };
}
