import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomNumbers } from '../../support/busyDay.ts';

export interface LabelledQuestion {
  readonly topic: string;
  readonly text: string;
}

export type TopicFile = 'month' | 'tuned' | 'fresh' | 'blind' | 'wide' | 'walked' | 'server';

/**
 * What people ask on a server, as they ask it: topics, each with its wordings on the lines below. What groupAlike.ts has of numbers was
 * chosen on all of them but `server`. The author of `blind` and of `server` had read the code, the others had not. The topics of `walked` are
 * broad: of "roles" somebody asks how to get one, and another which there are.
 */
function topicsOf(name: TopicFile): readonly LabelledQuestion[][] {
  const file = readFileSync(join(import.meta.dirname, 'topics', `${name}.txt`), 'utf8');
  return file
    .trim()
    .split('\n\n')
    .map((block) => {
      const [heading = '', ...texts] = block.split('\n');
      return texts.map((text) => ({ topic: heading.replace('# ', ''), text }));
    });
}

const OPENINGS = ['', '', '', 'hey, ', 'quick question: ', 'sorry, ', 'hi all ', 'um '];
const ENDINGS = ['', '', '?', '?', '??', ' please', ' thanks', ' pls?'];

/** One letter of a longer word swapped, dropped, doubled or hit beside: as people do on a phone. */
function misspelt(text: string, random: () => number): string {
  const words = text.split(' ');
  const long = words.flatMap((word, index) => (word.length >= 5 ? index : []));
  const chosen = long[Math.floor(random() * long.length)];
  if (chosen === undefined) return text;
  const word = words[chosen]!;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, next, after] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)];
  const kinds = [
    `${before}${next}${letter}${after}`,
    `${before}${next}${after}`,
    `${before}${letter}${letter}${next}${after}`,
  ];
  words[chosen] = kinds[Math.floor(random() * kinds.length)]!;
  return words.join(' ');
}

/** A month's questions, two in five misspelt. */
export function labelledQuestions(name: TopicFile, count: number, seed: number): LabelledQuestion[] {
  const random = randomNumbers(seed);
  const topics = topicsOf(name);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, () => {
    const { topic, text } = pick(pick(topics));
    const typed = random() < 0.4 ? misspelt(text, random) : text;
    return { topic, text: `${pick(OPENINGS)}${typed}${pick(ENDINGS)}` };
  });
}
