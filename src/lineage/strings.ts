import { formatDate } from '../knowledge/dates.ts';
import type { AssistantFact, CompareFact, ModelFact } from '../knowledge/Phrasings.ts';
import type { AssistantUse } from '../knowledge/Knowledge.ts';
import type { EdgeKind } from '../shared/Picture.ts';
import { capitalized, listed } from '../shared/text.ts';

/*
 * The labels, titles and fixed phrases of generated answers. Sentences that depend on several facts are built in the files
 * that know the facts.
 */

/** What each fact is called in lists and tables. */
export const LABELS = {
  released: 'Released',
  inChatGpt: 'In ChatGPT',
  madeFrom: 'Made from',
  madeFromIt: 'Made from it',
  nextInFamily: 'Next in the family',
  replacedInChatGpt: 'Replaced in ChatGPT by',
  releasedBefore: (maker: string) => `Released by ${maker} before it`,
  releasedAfter: (maker: string) => `Released by ${maker} after it`,
  tuning: 'Fine-tuning',
  input: 'Input',
  output: 'Output',
  contextWindow: 'Context window',
  maxOutput: 'Maximum output',
  knowledgeCutoff: 'Knowledge cutoff',
  size: 'Size',
  architecture: 'Architecture',
  weights: 'Weights',
  reasoning: 'Reasoning',
  price: 'Price in the API',
  /** Where a cell holds no more than two prices. */
  pricePerMillion: 'API price per million tokens, in / out',
  windowInTokens: 'Context window in tokens',
  name: 'Name',
  maker: 'Maker',
  basedOnGpt: 'Based on GPT',
  launched: 'Launched',
  retired: 'Retired',
  apiNames: 'API names',
  notDisclosed: 'Not disclosed',
  /** Above further facts that have no label of their own. */
  also: 'Also',
  /** Above the first column of a comparison. */
  fact: 'Fact',
} as const;

export const STILL_AVAILABLE = (name: string): string => `Is ${name} still available?`;

/** Of another maker's model, where others are asked about in ChatGPT. */
export const whereToUse = (name: string): string => `Where can I use ${name}?`;

/** Titles of answers that lead with one fact of a model. */
export const MODEL_TITLES: Readonly<Record<ModelFact, (name: string) => string>> = {
  released: (name) => `When was ${name} released?`,
  retired: (name) => `When was ${name} retired?`,
  chatgpt: (name) => `${name} in ChatGPT`,
  window: (name) => `Context window of ${name}`,
  reply: (name) => `Maximum output of ${name}`,
  cutoff: (name) => `Knowledge cutoff of ${name}`,
  size: (name) => `Size of ${name}`,
  architecture: (name) => `Architecture of ${name}`,
  modalities: (name) => `Input and output of ${name}`,
  tuning: (name) => `How was ${name} trained?`,
  api: (name) => `${name} in the API`,
  weights: (name) => `Are the weights of ${name} public?`,
  maker: (name) => `Who made ${name}?`,
  price: (name) => `What does ${name} cost in the API?`,
  reasoning: (name) => `Is ${name} a reasoning model?`,
  name: (name) => `What does the name ${name} mean?`,
  limits: (name) => `Limits of ${name} in ChatGPT`,
  benchmarks: (name) => `Benchmarks of ${name}`,
};

/** Titles of comparisons that lead with one fact. Of what came from the other or replaced it there are two, the older first. */
export const COMPARE_TITLES: Readonly<Record<CompareFact, (names: readonly string[]) => string>> = {
  better: (names) => `Which is better, ${listed(names, 'or')}?`,
  base: ([older, newer]) => `Was ${newer!} made from ${older!}?`,
  successor: ([older, newer]) => `Did ${newer!} replace ${older!}?`,
  released: (names) => `When were ${listed(names)} released?`,
  size: (names) => `Sizes of ${listed(names)}`,
  window: (names) => `Context windows of ${listed(names)}`,
  price: (names) => `Prices of ${listed(names)} in the API`,
};

/** Which models the picture and the table have for families. */
export const BY_MAIN_MODEL = 'A family is compared by its main model.';

/** What a newer model does that an older one, which doesn't reason, can't. */
export const REASONING_GAINED: Readonly<Record<'yes' | 'no' | 'optional', readonly string[]>> = {
  yes: ['reasons before it answers'],
  optional: ['can reason before it answers'],
  no: [],
};

/** What a newer model has done with its weights, unlike an older one. */
export const WEIGHTS_DIFFER = { open: 'has public weights', closed: 'has no public weights' } as const;

/** @param names - Of assistants. */
export const noOneModel = (names: readonly string[]): string => `For ${listed(names)} no single model is documented.`;

export const launchedWith = (name: string, model: string): string => `${name} launched with ${model}.`;

export const MADE_FROM_IT = 'was made from it';

/** Before the facts that tell them apart. */
export const TASTE_DECIDES = 'That depends on the task and on your taste.';

/** `OpenAI has not`; `neither OpenAI nor Meta has` for models of two makers. */
export function makersHaveNot(models: readonly { readonly maker: string }[]): string {
  const makers = [...new Set(models.map(({ maker }) => maker))];
  return makers.length === 1 ? `${makers[0]!} has not` : `neither ${makers.join(' nor ')} has`;
}

/** @param areAll - Whether nothing is known of any model that is compared. */
export function unknownSizes(
  models: readonly { readonly maker: string; readonly name: string }[],
  areAll: boolean,
): string {
  const names = listed(models.map(({ name }) => name));
  const have = models.length === 1 ? 'has' : 'have';
  return areAll
    ? `Not disclosed: ${makersHaveNot(models)} published how many parameters ${names} ${have}.`
    : `${capitalized(makersHaveNot(models))} published how many ${names} ${have}.`;
}

/** @param figure - `price` */
export const unknownFigures =
  (figure: string) =>
  (models: readonly { readonly name: string }[]): string =>
    `The ${figure}${models.length === 1 ? '' : 's'} of ${listed(models.map(({ name }) => name))} ${models.length === 1 ? 'is' : 'are'} not known.`;

/** `GPT-3 vs GPT-4`, as people ask for it */
export const comparedTitle = (names: readonly string[]): string => names.join(' vs ');
export const lineageTitle = ({ name }: { readonly name: string }): string => `Lineage of ${name}`;

/** Titles of answers about an assistant; `now` is what it runs on. */
export const ASSISTANT_TITLES: Readonly<Record<AssistantFact | 'now', (name: string, maker: string) => string>> = {
  now: (name) => `Which model does ${name} run on?`,
  gpt: (name) => `Is ${name} based on GPT?`,
  maker: (name) => `Who makes ${name}?`,
  history: (name) => `What ${name} has run on`,
  released: (name) => `When did ${name} come out?`,
  newest: (_, maker) => `Newest models of ${maker}`,
};

/** Before the reason, in an answer to "is it based on GPT?". */
export const BASED_ON_GPT = {
  yes: 'Yes',
  partly: 'In part',
  no: 'No',
  'not-disclosed': 'Not disclosed',
} as const;

/** @param released - Of all of them. */
export const newestOf = (names: readonly string[], released: string, maker: string): string =>
  `${listed(names)} ${names.length > 1 ? 'are the newest models' : 'is the newest model'} of ${maker} (${formatDate(released)}).`;

// Pictures

/** What a picture shows, read aloud. Empty lines are left out. */
export const pictureAlt = (title: string, lines: readonly string[]): string =>
  `${[title, ...lines].filter(Boolean).join('. ')}.`;

/** Of facts that differ, and that a picture leaves to the text. */
export const moreFacts = (count: number): string =>
  count === 1 ? '1 more fact differs' : `${count} more facts differ`;

export const OTHER_MAKERS = 'Other makers';
export const POSTER_TITLE = 'Family trees of all models';

export const allModels = (models: number, makers: number): string =>
  `Which model came from which: ${models} models of ${makers} makers.`;

export const otherAssistants = (isBesideChatGpt: boolean): string =>
  isBesideChatGpt ? 'Other assistants' : 'Assistants';

export const REASONS_FIRST = 'reasons before it answers';
export const WEIGHTS_PUBLIC = 'public weights';

/** Between two names, the later one first. */
export const TREE_STEPS: Readonly<Record<EdgeKind, string>> = {
  disclosed: 'was made from',
  'release-order': 'came after',
  product: 'runs or ran on',
};

/** `Go since Nov 2025` */
export const planSince = (plan: string, from: string): string => `${plan} since ${formatDate(from.slice(0, 7))}`;
export const undatedModels = (names: string): string => `Without a known date: ${names}`;

// Lineages

/** Above the histories of all plans. */
export const DEFAULTS_BY_PLAN = 'The default model of each plan:';
export const ALSO_AVAILABLE = 'Also available on some plans';

/** `What ChatGPT Plus had in Apr 2023` */
export const titleOfPlan = (subject: string, when: string, isToCome: boolean): string =>
  `What ${subject} ${isToCome ? 'will have' : 'had'} ${when}`;

/** What a model was to a plan, before its name in a list. */
export const ROLE_LABELS: Readonly<Record<AssistantUse['role'], string>> = {
  default: 'Default',
  choice: 'Also available',
  fallback: 'After the limit',
};

/** The same in a sentence: `took over from GPT-4 as the default on Plus`. */
export const ROLE_NAMES: Readonly<Record<AssistantUse['role'], string>> = {
  default: 'the default',
  fallback: 'the fallback after the limit',
  choice: 'an option',
};

export const NO_DEFAULT_DOCUMENTED = `${ROLE_LABELS.default}: not documented`;

/** Below what is still current. */
export const knownUntil = (date: string, whereToLook: string): string =>
  `*As of ${date}. Check ${whereToLook} for what is available today.*`;

export const MODEL_PICKER = 'the model picker';
export const OPENAI_API = "OpenAI's API";
export const API_MODEL_LIST = "OpenAI's list of models";
export const PUBLIC = 'public';
export const NOT_PUBLISHED = 'not published';
export const NO_RETIREMENT_DATE = 'not known to be';
export const RETIRED_UNKNOWN_DATE = 'yes, on an unknown date';

/** Whether ChatGPT had a model of another maker. */
export const NEVER = 'never';
/** Of plans that did not have a model all the time. */
export const WITH_A_BREAK = 'with a break';
export const NOT_IN_CHATGPT = 'no documented use';
export const FROM_SCRATCH = 'trained from scratch';

/** What the arrows of a family tree mean. */
export const ARROWS = {
  disclosed: { arrow: '→', meaning: '→ made from the one before, as disclosed' },
  'release-order': { arrow: '⇢', meaning: '⇢ came next, by order of release only' },
} as const;

/** The maker whose models ChatGPT runs on. */
export const CHATGPT_MAKER = 'OpenAI';

/** Of facts that the set lacks, which says nothing about whether the maker has published them. */
export const NOT_KNOWN = 'not known';
export const REASONING_PHRASES = { yes: 'always', no: 'no', optional: 'if asked to' } as const;

export const REASONING_SENTENCES: Readonly<Record<'yes' | 'no' | 'optional' | 'unknown', (name: string) => string>> = {
  yes: (name) => `Yes: ${name} reasons before it answers.`,
  no: (name) => `No: ${name} answers without reasoning first.`,
  optional: (name) => `If asked to: ${name} can answer at once or reason first.`,
  unknown: (name) => `It is not known whether ${name} reasons before it answers.`,
};
