import type { Why } from '../../answers/editing/AnswerQueries.ts';
import { STATUS_LABELS } from '../../answers/editing/strings.ts';
import type { Explanation } from '../../matching/explain.ts';
import { gateAsText, gatesIn, otherwise, reasonsOf, scopeOf } from '../../replies/explanation.ts';
import { percent } from '../../replies/strings.ts';
import { clipped } from '../../shared/text.ts';
import { escapeMarkdown, menu, message, type MessageBody, text } from '../components.ts';
import * as strings from './strings.ts';
import { TEACH_WHY } from '../customIds.ts';
import { shownTitle } from './text.ts';

const { WHY } = strings;

const MAX_CHOICES = 10;

/** Characters of a line. A message has at most about a dozen. */
const MAX_LINE = 200;

export function whyMessage(question: string, { direct, passive, candidates }: Why): MessageBody {
  const both = [direct, passive];
  // The candidates are listed already, unless each part of the message found its own.
  const listed = direct.parts.length === 1 ? 'found' : undefined;
  const reasons = reasonsOf(direct).filter(({ kind }) => kind !== listed);
  // Phrasings can be added to all answers but generated ones.
  const teachable = candidates.filter(({ status }) => status !== 'generated').slice(0, MAX_CHOICES);
  const options = teachable.map(({ answerId, title }) => ({ value: answerId, label: title }));
  return message(
    text(`### ${WHY.title}`, line(question.replace(/\s+/g, ' ').trim())),
    text(`**${WHY.found}**`, ...found(candidates)),
    text(`**${WHY.because}**`, ...reasons.map((reason) => `- ${reason.label}: ${line(reason.text)}`)),
    text(outcome(WHY.direct, direct, both, strings.WHEN_ASKED)),
    text(outcome(WHY.passive, passive, both, strings.WHEN_NOT_ASKED)),
    menu(strings.TEACH_MENU, TEACH_WHY.write({}), options),
    text(`-# ${direct.decision === 'answer' ? strings.WRONG_ANSWER_HINT : strings.NO_ANSWER_HINT}`),
  );
}

function found(candidates: Why['candidates']): string[] {
  if (candidates.length === 0) return [`- ${WHY.nothing}`];
  return candidates.slice(0, 3).map(({ answerId, title, status, confidence }) => {
    const id = clipped(answerId, 100);
    return `- ${strings.foundAnswer(shownTitle(title), id, STATUS_LABELS[status], percent(confidence))}`;
  });
}

function outcome(heading: string, why: Explanation, both: readonly Explanation[], effects: typeof strings.WHEN_ASKED) {
  const scope = scopeOf(why, both);
  // A gate without an effect would only be one more number.
  const gates = gatesIn(why).filter(({ name }) => name !== 'suggest' || effects.suggest !== effects.pass);
  const measured = gates.map((gate) => `${gate.isPassed ? WHY.yes : WHY.no}, ${line(gateAsText(gate))}`);
  const lines = [...(scope === undefined ? [] : [line(scope)]), ...measured, line(otherwise(gates))];
  return [`**${heading}:** ${effects[why.decision]}`, ...lines.map((one) => `- ${one}`)].join('\n');
}

const line = (plain: string): string => clipped(escapeMarkdown(plain), MAX_LINE);
