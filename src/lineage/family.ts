import type { Answer } from '../knowledge/Answer.ts';
import { formatDate } from '../knowledge/dates.ts';
import type { Family, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { ModelFact } from '../knowledge/Phrasings.ts';
import { counted, listed } from '../shared/text.ts';
import { completeAnswer, entriesOf, firstThatFits } from './completeAnswer.ts';
import { modelId } from './ids.ts';
import { factSentence, modelTitle } from './model.ts';
import { released } from './modelFacts.ts';

/** A phone's screen shows no more buttons than these. */
const MOST_RELATED = 5;

/** The member that stands for a family where one model is asked for: the newest unless the set names another. */
export function mainMember({ main, members }: Family): Model {
  return members.find(({ id }) => id === main) ?? members[0]!;
}

/**
 * Which models a name like GPT-6 stands for, newest first, and how they differ: `model:gpt-6`.
 *
 * @param fact - The fact to begin with, of each member: `model:gpt-6:released`.
 */
export function familyAnswer(knowledge: Knowledge, family: Family, today: string, fact?: ModelFact): Answer {
  const { members } = family;
  const sentences = members.map((model) =>
    fact === undefined
      ? `**${model.name}**${released(model)}: ${model.short}`
      : factSentence(knowledge, model, today, fact),
  );
  return completeAnswer({
    id: modelId(family, fact),
    title: modelTitle(family, fact),
    short: fact === undefined ? membersSentence(family) : factSentence(knowledge, mainMember(family), today, fact),
    body: sentences.map((sentence) => `- ${sentence}`).join('\n'),
    related: members.slice(0, MOST_RELATED).map((model) => modelId(model)),
    models: members,
    entries: entriesOf(knowledge, members),
  });
}

function membersSentence({ name, short, members }: Family): string {
  if (short !== undefined) return short;
  const count = `${name} is a family of ${counted(members.length, 'model')}`;
  const newest = members[0]!;
  return firstThatFits([
    `${count}: ${listed(members.map((model) => model.name + released(model)))}.`,
    `${count}: ${listed(members.map((model) => model.name))}.`,
    `${count}; the newest is ${newest.name} (${formatDate(newest.released)}).`,
  ]);
}
