import type { Token } from './tokenize.ts';

/** What people put before and after a question in a chat. */
export const FILLER_WORDS: ReadonlySet<string> = new Set(
  `ah also bro btw dude eh fr guys hello hey hi hm hmm huh imo idk lmao lol man nah ngl oh ok okay omg please rofl sir smh
  tbh thank thanks ugh uh uhh um umm wait well whoa wow wtf xd yeah yep yo`.split(/\s+/),
);

/** "What does lol mean" is about the word; only politeness says nothing wherever it stands. */
const ANYWHERE: ReadonlySet<string> = new Set(['please']);

/** Marks the filler words before and after what is said. */
export function markFillers(tokens: readonly Token[]): Token[] {
  const [first, last] = [tokens.findIndex(tells), tokens.findLastIndex(tells)];
  return tokens.map((token, place) => ({
    text: token.text,
    gap: token.gap,
    isFiller: place < first || place > last || ANYWHERE.has(token.text),
  }));
}

const tells = ({ text }: Token): boolean => !FILLER_WORDS.has(text);
