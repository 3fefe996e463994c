import type { Why } from '../../answers/editing/SeenAnswer.ts';
import type { Explanation } from '../../matching/explain.ts';
import { clipped } from '../../replies/characters.ts';
import { gateAsText, reasonsOf } from '../../replies/explanation.ts';
import { asTyped } from '../asTyped.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';

/** Of each line: at most a dozen of them come together. */
const MAX_LINE = 250;

const STANDINGS: Readonly<Record<Why['candidates'][number]['standing'], string>> = {
  own: 'written here',
  replaced: "this server's version",
  curated: 'curated',
  hidden: 'hidden here',
  removed: 'removed here',
  made: 'made from model facts',
};

/** Which answer a question gets on this server, and what made it win or lose. */
export function whyMessage(question: string, { direct, passive, candidates }: Why): MessageBody {
  const reasons = reasonsOf(direct).map(([name, fact]) => `- ${name}: ${line(fact)}`);
  return message([
    textDisplay(`### Why\n${clipped(asTyped(question.replace(/\s+/g, ' ').trim()), MAX_LINE)}`),
    textDisplay(['**Found**', ...found(candidates)].join('\n')),
    textDisplay(['**Because**', ...reasons].join('\n')),
    textDisplay(fate('Asked directly', direct)),
    textDisplay(fate('In a channel, where nobody asked me', passive)),
  ]);
}

function found(candidates: Why['candidates']): string[] {
  if (candidates.length === 0) return ['- Nothing.'];
  return candidates.slice(0, 3).map(({ answerId, title, standing, confidence }) => {
    const sure = `${Math.round(confidence * 100)} % sure`;
    return `- ${clipped(asTyped(title), 200)} (\`${clipped(answerId, 100)}\`, ${STANDINGS[standing]}): ${sure}`;
  });
}

const DECISIONS: Readonly<Record<Explanation['decision'], string>> = {
  answer: 'I give the first of these answers.',
  suggest: 'I ask whether one of these is meant.',
  pass: 'I have no answer.',
};

function fate(where: string, { decision, gates }: Explanation): string {
  const lines = gates.map((gate) => `- ${gate.isPassed ? 'yes' : '**no**'}, ${gateAsText(gate)}`);
  return [`**${where}:** ${DECISIONS[decision]}`, ...lines].join('\n');
}

const line = (fact: string): string => clipped(asTyped(fact), MAX_LINE);
