import type { NameRules } from '../matching/Match.ts';

/** What is particular about the names of OpenAI's models. Plain data, for the matcher. */
export const matchingRules: NameRules = {
  bareNames: { one: 'model:', several: 'compare:' },
  spellings: [
    // A zero for the letter: `gpt-40`, `01 pro`; but `40` and `01` alone are numbers.
    { from: '^(gpt.*?\\d)o(.*)$', to: ['$10$2'] },
    { from: '^o(\\d[a-z].*)$', to: ['0$1'] },
    // Typos of "GPT"; the last three of the second rule call the model by the name of the app.
    { from: '^chatgpt(.*)$', to: ['chatgpt$1', 'chatgtp$1', 'chatgbt$1', 'chatgp$1', 'chatgbd$1'] },
    { from: '^gpt(.+)$', to: ['gtp$1', 'gbt$1', 'chatgpt$1', 'chatgtp$1', 'chatgbt$1'] },
    // "4.1 gpt" and "4o mini" are enough; "5 mini" and "5.2 pro" could be another vendor's, "4 gpt" is a number of them.
    { from: '^gpt(\\d.+)$', to: ['$1gpt'] },
    { from: '^gpt((?:4o|\\d+turbo).*)$', to: ['$1'] },
    { from: '^(o\\d.*)$', to: ['gpt$1', 'chatgpt$1'] },
  ],
  // "5.1" for "GPT-5.1", where everybody knows which models are meant. The number alone keeps its dot.
  shortForms: [
    { from: '^gpt-(\\d\\.\\d)$', to: ['$1'] },
    { from: '^gpt-(\\d)\\.(\\d) (pro|mini|nano|thinking|instant)$', to: ['$1$2$3'] },
  ],
  nameStart: '^(?:chat|gpt|o?\\d)',
  // Claude and Gemini have numbers like these, and a Pro; but nobody else has a 4o or a 3.5 Turbo.
  ambiguous: '^\\d+(?:pro|mini|nano|thinking|instant|high)?$',
  vendorWords: ['gpt', 'chatgpt', 'openai'],
  calledByApp: '^chat',
  continuedByNumber: 'gpt$',
};
