import { onDate } from '../knowledge/formatDate.ts';
import { formatTokens } from '../knowledge/formatTokens.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { NOT_DISCLOSED } from '../knowledge/notDisclosed.ts';
import { firstThatFits } from './firstThatFits.ts';
import { listed } from './listed.ts';
import type { ModelAspect } from './madeIds.ts';
import { asSaidOf, leavesPhrase, modalities, usesInChatGpt } from './modelFacts.ts';

/** One fact of a model, for those who asked for nothing else. */
interface Told {
  readonly title: string;
  /** Leads with the fact; true by itself, at most 200 characters. */
  readonly short: string;
}

/** What an answer about one fact of a model is called, and the sentence that it begins with. */
export function tellAspect(knowledge: Knowledge, model: Model, aspect: ModelAspect, today: string): Told {
  const [title, ...shorts] = ASPECTS[aspect](model, knowledge, today);
  return { title, short: firstThatFits(shorts) };
}

/** A title, then one sentence in several lengths, the fullest first. */
type Telling = (model: Model, knowledge: Knowledge, today: string) => readonly [title: string, ...shorts: string[]];

const ASPECTS: Readonly<Record<ModelAspect, Telling>> = {
  released({ name, released, releasedNote, releasedInApi, announced }) {
    const title = `When ${name} was released`;
    const inApi = releasedInApi ? `; it came to the API ${onDate(releasedInApi)}` : '';
    const after = announced !== null && announced !== released ? ` It was announced ${onDate(announced)}.` : '';
    if (released === null) return [title, `No date of release is on record for ${name}.${after}`];
    const sentence = `${name} was released ${onDate(released)}`;
    const noting = `${sentence}${noted(releasedNote)}${inApi}.`;
    return [title, noting + after, noting, `${sentence}${inApi}.`];
  },
  retired(model, knowledge, today) {
    const { name, retired } = model;
    const title = `When ${name} was retired`;
    const ends = [
      leavesPhrase('ChatGPT', retired?.chatgpt, today) ?? toldUse(model, knowledge, today),
      leavesPhrase('the API', retired?.api, today),
    ].filter((end) => end !== undefined);
    if (!retired?.chatgpt && !retired?.api) ends.unshift('has no day of retirement on record');
    const sentence = `${name} ${ends.join('; it ')}`;
    return [title, `${sentence}${noted(retired?.note)}.`, `${sentence}.`, `${name} ${ends[0]!}.`];
  },
  chatgpt(model, knowledge, today) {
    const { name, chatgptNote } = model;
    const uses = usesInChatGpt(knowledge, model, today);
    const all = uses.map(({ plans, when }) => `${plans} ${when}`).join('; ');
    const plans = listed(uses.map((use) => use.plans));
    if (uses.length === 0) {
      const none = `No use of ${name} in ChatGPT is on record.`;
      return [`${name} in ChatGPT`, chatgptNote === undefined ? none : asSaidOf(name, chatgptNote)];
    }
    return [`${name} in ChatGPT`, `${name} in ChatGPT: ${all}.`, `These plans of ChatGPT have had ${name}: ${plans}.`];
  },
  window({ name, contextWindow, contextWindowNote, maxOutput }) {
    const sentence = `The context window of ${name} is ${formatTokens(contextWindow)}${noted(contextWindowNote)}.`;
    const reply = maxOutput === null ? '' : ` One reply can have up to ${formatTokens(maxOutput)}.`;
    return [`Context window of ${name}`, sentence + reply, sentence];
  },
  reply({ name, maxOutput }) {
    const length = maxOutput === null ? NOT_DISCLOSED : `at most ${formatTokens(maxOutput)}`;
    return [`Longest reply of ${name}`, `How much ${name} can write in one reply: ${length}.`];
  },
  cutoff({ name, knowledgeCutoff, knowledgeCutoffNote }) {
    const sentence =
      knowledgeCutoff === null
        ? `The knowledge cutoff of ${name} is not disclosed`
        : `The knowledge of ${name} ends ${onDate(knowledgeCutoff)}`;
    return [`Knowledge cutoff of ${name}`, `${sentence}${noted(knowledgeCutoffNote)}.`, `${sentence}.`];
  },
  size({ name, maker, parameters }) {
    const sentence =
      parameters === null
        ? `Not disclosed: ${maker} has not published how many parameters ${name} has.`
        : `How many parameters ${name} has: ${parameters}.`;
    return [`Size of ${name}`, sentence];
  },
  architecture({ name, architecture }) {
    const sentence =
      architecture === undefined
        ? `No published design of the network behind ${name} is on record.`
        : `The network behind ${name}: ${architecture}.`;
    return [`Architecture of ${name}`, sentence];
  },
  modalities({ name, input, output }) {
    const sentence = `${name} takes ${modalities(input)} and gives out ${modalities(output)}.`;
    return [`What ${name} takes in and gives out`, sentence];
  },
  tuning({ name, maker, tuning }) {
    const sentence =
      tuning === null
        ? `Not disclosed: ${maker} has not published how ${name} was tuned.`
        : `How ${name} was tuned: ${tuning}.`;
    return [`How ${name} was trained`, sentence];
  },
  api({ name, apiIds, retired }, _, today) {
    const title = `${name} in the API`;
    if (apiIds.length === 0) return [title, `No API name of ${name} is on record.`];
    const end = leavesPhrase('the API', retired?.api, today);
    const ending = end === undefined ? '' : `; it ${end}`;
    const names = apiIds.map((id) => `\`${id}\``);
    const sentence = (some: readonly string[]): string => `Names of ${name} in the API: ${listed(some)}${ending}.`;
    return [title, sentence(names), sentence(names.slice(0, 1))];
  },
  weights({ name, maker, openWeights }) {
    const sentence = openWeights
      ? `Yes: the weights of ${name} are public.`
      : `No: ${maker} has not published the weights of ${name}.`;
    return [`Weights of ${name}`, sentence];
  },
  maker({ name, maker }) {
    return [`Who made ${name}`, `${name} was made by ${maker}.`];
  },
};

const noted = (note: string | undefined): string => (note === undefined ? '' : ` (${note})`);

/** Where no day says that it left ChatGPT, the days for which the plans are known to have had it. */
function toldUse(model: Model, knowledge: Knowledge, today: string): string | undefined {
  const uses = usesInChatGpt(knowledge, model, today);
  if (uses.length === 0) return undefined;
  const verb = uses.some(({ isOver }) => !isOver) ? 'is' : 'was';
  return `${verb} in ChatGPT: ${uses.map(({ plans, when }) => `${plans} ${when}`).join(', ')}`;
}
