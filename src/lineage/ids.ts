import { type AskedPlans, CHATGPT } from '../knowledge/ids.ts';
import type { AssistantFact, CompareFact, LineageFact, ModelFact } from '../knowledge/Phrasings.ts';

/** The id of the answer about everything ChatGPT has run on. */
export const CHATGPT_LINEAGE = `lineage:${CHATGPT}`;

/** The id of the answer with the family trees of all makers. */
export const ALL_LINEAGES = 'lineage:all';

interface Identified {
  readonly id: string;
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(':');

/** `model:gpt-4`; `model:gpt-4:retired` for the same facts, beginning with one of them. */
export const modelId = ({ id }: Identified, fact?: ModelFact): string => joined('model', id, fact);

/** `assistant:siri`; `assistant:siri:gpt`. The history of an assistant has an id like that of a model: `lineage:siri`. */
export const assistantId = (assistant: Identified, fact?: AssistantFact): string =>
  fact === 'history' ? lineageId(assistant) : joined('assistant', assistant.id, fact);

/** `lineage:gpt-4`; `lineage:gpt-4:after` */
export const lineageId = ({ id }: Identified, fact?: LineageFact): string => joined('lineage', id, fact);

/** Whether an id is that of an answer generated from facts. Those of curated answers and of servers' answers have no colon. */
export const isGenerated = (id: string): boolean => id.includes(':');

/** The id of the answer with a maker's newest models: `newest:moonshot-ai`. */
export const newestId = (maker: string): string => `newest:${maker.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

/**
 * `compare:gpt-4+gpt-3.5`, in the order in which they are shown.
 *
 * @param fact - For two only: `compare:gpt-3+instructgpt:base`.
 */
export const compareId = (compared: readonly Identified[], fact?: CompareFact): string =>
  joined('compare', compared.map(({ id }) => id).join('+'), fact);

/** `plan:plus:2023-04`, `plan:free+plus:2024`, `plan:2025-06-30`, `plan:2024-06..08` */
export const planId = ({ plans, date, until }: AskedPlans): string =>
  joined('plan', plans.join('+'), until === undefined ? date : `${date}..${until.slice(-2)}`);

/** The id under which an answer is counted: the same, whichever model of a comparison was named first. */
export const countedId = (id: string): string =>
  id.replace(/(?<=^compare:)[^:]+/, (names) => names.split('+').toSorted().join('+'));
