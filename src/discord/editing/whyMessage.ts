import type { Why } from '../../answers/editing/AnswerQueries.ts';
import type { Explanation } from '../../matching/explain.ts';
import { gateAsText, gatesIn, percent, reasonsOf, scopeOf } from '../../replies/explanation.ts';
import { clipped } from '../../shared/text.ts';
import { escapeMarkdown, message, type MessageBody, textDisplay } from '../present.ts';
import { shownTitle } from './text.ts';
import { STATUS_LABELS } from '../../answers/editing/strings.ts';

/** Of each line: at most a dozen of them come together. */
const MAX_LINE = 200;

/** Which answer a question gets on this server, and what made it win or lose. */
export function whyMessage(question: string, { direct, passive, candidates }: Why): MessageBody {
  const all = [direct, passive];
  // What was found is listed already, unless each part of the message found something else.
  const listed = direct.parts.length === 1 ? 'found' : undefined;
  const reasons = reasonsOf(direct).filter(([name]) => name !== listed);
  return message([
    textDisplay(`### Why\n${clipped(escapeMarkdown(question.replace(/\s+/g, ' ').trim()), MAX_LINE)}`),
    textDisplay(['**Found**', ...found(candidates)].join('\n')),
    textDisplay(['**Because**', ...reasons.map(([name, fact]) => `- ${name}: ${line(fact)}`)].join('\n')),
    textDisplay(fate('Asked directly', direct, all, ASKED)),
    textDisplay(fate('In a channel, where nobody asked me', passive, all, UNASKED)),
    textDisplay(nextStep(direct)),
  ]);
}

function found(candidates: Why['candidates']): string[] {
  if (candidates.length === 0) return ['- Nothing.'];
  return candidates.slice(0, 3).map(({ answerId, title, status, confidence }) => {
    return `- ${shownTitle(title)} (\`${clipped(answerId, 100)}\`, ${STATUS_LABELS[status]}): ${unbroken(percent(confidence))} sure`;
  });
}

/** What the bot does for each decision, asked directly. */
const ASKED = {
  answer: 'I give the first of these answers.',
  suggest: 'I ask whether one of these is meant.',
  pass: 'I have no answer.',
};
/** Unasked, only an answer is worth a message. */
const UNASKED = { ...ASKED, suggest: 'I say nothing.', pass: 'I say nothing.' };

/** @param all - The explanation, and that of the other way to ask. */
function fate(where: string, why: Explanation, all: readonly Explanation[], does: typeof ASKED): string {
  const scope = scopeOf(why, all);
  const lines = scope === undefined ? [] : [line(scope)];
  const gates = gatesIn(why)
    // Where it makes no difference, it would only be one more number.
    .filter(({ name }) => name !== 'suggest' || does.suggest !== does.pass)
    .map((gate) => `${gate.isPassed ? 'yes' : '**no**'}, ${line(gateAsText(gate))}`);
  return [`**${where}:** ${does[why.decision]}`, ...[...lines, ...gates].map((it) => `- ${it}`)].join('\n');
}

/** What an editor can do about it. */
function nextStep({ decision }: Explanation): string {
  return decision === 'answer'
    ? '-# The wrong one? Add the question to the phrasings of the right one with `/answer edit`.'
    : '-# Add the question to the phrasings of the right answer with `/answer edit`, or write one with `/answer add`.';
}

const line = (fact: string): string => clipped(escapeMarkdown(unbroken(fact)), MAX_LINE);

/** No line ends between a number and its sign. */
const unbroken = (text: string): string => text.replaceAll(' %', '\u00A0%');
