import type { APISelectMenuOption } from 'discord.js';
import type { Why } from '../../answers/editing/AnswerQueries.ts';
import { STATUS_LABELS } from '../../answers/editing/strings.ts';
import type { Explanation } from '../../matching/explain.ts';
import { gateAsText, gatesIn, otherwise, reasonsOf, scopeOf } from '../../replies/explanation.ts';
import { percent } from '../../replies/strings.ts';
import { clipped } from '../../shared/text.ts';
import { escapeMarkdown, message, type MessageBody, textDisplay } from '../present.ts';
import * as strings from '../strings.ts';
import { TEACH_WHY } from '../customIds.ts';
import { menuRow, shownTitle } from './text.ts';

const { WHY } = strings;

/** https://discord.com/developers/docs/components/reference#string-select-select-option-structure */
const MAX_OPTION = 100;
const MAX_CHOICES = 10;

/** Characters of a line. A message has at most about a dozen. */
const MAX_LINE = 200;

/** Which answer a question gets on this server, and what decided that. */
export function whyMessage(question: string, { direct, passive, candidates }: Why): MessageBody {
  const both = [direct, passive];
  // The candidates are listed already, unless each part of the message found its own.
  const listed = direct.parts.length === 1 ? 'found' : undefined;
  const reasons = reasonsOf(direct).filter(({ kind }) => kind !== listed);
  return message([
    textDisplay(`### ${WHY.title}\n${line(question.replace(/\s+/g, ' ').trim())}`),
    textDisplay([`**${WHY.found}**`, ...found(candidates)].join('\n')),
    textDisplay([`**${WHY.because}**`, ...reasons.map(({ label, text }) => `- ${label}: ${line(text)}`)].join('\n')),
    textDisplay(outcome(WHY.direct, direct, both, strings.WHEN_ASKED)),
    textDisplay(outcome(WHY.passive, passive, both, strings.WHEN_NOT_ASKED)),
    ...menuRow(strings.TEACH_MENU, TEACH_WHY.write({}), choicesAmong(candidates)),
    textDisplay(`-# ${direct.decision === 'answer' ? strings.WRONG_ANSWER_HINT : strings.NO_ANSWER_HINT}`),
  ]);
}

/** Answers that phrasings can be added to: all but generated ones. */
function choicesAmong(candidates: Why['candidates']): APISelectMenuOption[] {
  return candidates
    .filter(({ status }) => status !== 'generated')
    .slice(0, MAX_CHOICES)
    .map(({ answerId, title }) => ({ value: answerId, label: clipped(title, MAX_OPTION) }));
}

function found(candidates: Why['candidates']): string[] {
  if (candidates.length === 0) return [`- ${WHY.nothing}`];
  return candidates.slice(0, 3).map(({ answerId, title, status, confidence }) => {
    const id = clipped(answerId, 100);
    return `- ${strings.foundAnswer(shownTitle(title), id, STATUS_LABELS[status], percent(confidence))}`;
  });
}

/** @param both - The explanation, and that of the other mode. */
function outcome(
  heading: string,
  why: Explanation,
  both: readonly Explanation[],
  effects: typeof strings.WHEN_ASKED,
): string {
  const scope = scopeOf(why, both);
  // A gate without an effect would only be one more number.
  const gates = gatesIn(why).filter(({ name }) => name !== 'suggest' || effects.suggest !== effects.pass);
  const measured = gates.map((gate) => `${gate.isPassed ? WHY.yes : WHY.no}, ${line(gateAsText(gate))}`);
  const lines = [...(scope === undefined ? [] : [line(scope)]), ...measured, line(otherwise(gates))];
  return [`**${heading}:** ${effects[why.decision]}`, ...lines.map((text) => `- ${text}`)].join('\n');
}

const line = (text: string): string => clipped(escapeMarkdown(text), MAX_LINE);
