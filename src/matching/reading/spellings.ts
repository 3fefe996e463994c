import { normalizeCharacters } from './normalizeCharacters.ts';
import { undisguise } from './undisguise.ts';

/** `GPT` as fingers type it; the last three are what people say who take the app for the model. */
const GPT = ['gpt', 'gtp', 'gbt', 'chatgpt', 'chatgtp', 'chatgbt'] as const;
const CHATGPT = ['chatgpt', 'chatgtp', 'chatgbt', 'chatgp', 'chatgbd'] as const;

/**
 * A name without what people forget or add: case, spaces, hyphens, dots.
 *
 * @example
 * normalizeName('GPT‑3.5 Turbo'); // 'gpt35turbo'
 */
function normalizeName(text: string): string {
  return undisguise(normalizeCharacters(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * All ways to write a name, in the form of `normalizeName`; the name itself comes first, what is guessed after it.
 *
 * @example
 * spellings('GPT-4o mini'); // gpt4omini, chatgpt4omini, gtp4omini, …, gpt40mini (a zero), 4ominigpt, 4omini
 */
export function spellings(name: string): readonly string[] {
  const key = normalizeName(name);
  // "4.1" means a model only with its dot, and "4" never.
  if (/^\d*$/.test(key)) return name.includes('.') ? [name.trim()] : [];
  return [...new Set([key, ...zeros(key), ...[key, ...zeros(key)].flatMap(prefixed), ...withoutFamily(name)])];
}

/** What is left of "GPT-5.1" and "GPT-5.1 pro" where everybody knows what the talk is of; the number keeps its dot. */
function withoutFamily(name: string): readonly string[] {
  const [, number, kind = ''] = /^gpt-(\d\.\d)(?: (pro|mini|nano|thinking|instant))?$/i.exec(name) ?? [];
  if (number === undefined) return [];
  return [kind === '' ? number : number.replace('.', '') + kind.toLowerCase()];
}

/** A zero for the letter: `gpt-40`, `01 pro`; but `40` and `01` alone are numbers. */
function zeros(key: string): readonly string[] {
  if (!/^(?:gpt.*\do|o\d[a-z])/.test(key)) return [];
  return [key.replace(/(\d)o/, '$10').replace(/^o(?=\d)/, '0')];
}

function prefixed(key: string): readonly string[] {
  const chat = /^chatgpt(.*)/.exec(key)?.[1];
  if (chat !== undefined) return CHATGPT.map((prefix) => prefix + chat);
  if (/^o\d/.test(key)) return [`gpt${key}`, `chatgpt${key}`];
  const rest = /^gpt(.+)/.exec(key)?.[1];
  if (rest === undefined) return [];
  // "4.1 gpt" and "4o mini" say enough; "5 mini" and "5.2 pro" could be somebody else's, "4 gpt" is a number of them.
  return [
    ...GPT.map((prefix) => prefix + rest),
    ...(/^\d$/.test(rest) || !/^\d/.test(rest) ? [] : [`${rest}gpt`]),
    ...(/^(?:4o|\d+turbo)/.test(rest) ? [rest] : []),
  ];
}
