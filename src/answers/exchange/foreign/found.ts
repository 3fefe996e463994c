import { foldedText, characterCount, clippedAtWord, withoutBlankEnds } from '../../../shared/text.ts';
import { codeIn } from '../../editing/markdown.ts';
import { distinct, idOfTitle } from '../../editing/form.ts';
import { LIMITS } from '../../editing/rules.ts';
import { ID } from '../../../knowledge/ids.ts';
import { entryOf, type FileEntry, refused } from '../entries.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';

/** A question and its answer as somebody else's file has them, before they become an answer of this bot. */
export interface Found {
  readonly location: string;
  /** A question, a title, or the name of a command such as `api-docs`. */
  readonly question: string;
  readonly phrasings: readonly string[];
  readonly body: string;
  readonly sources?: readonly string[];
  /** Usable as the id of an answer. */
  readonly id?: string;
  readonly reviewBy?: string;
  /** What could not be taken over as it was. */
  readonly warnings?: readonly string[];
}

/** What cannot become an answer, and why. */
export interface Refused {
  readonly location: string;
  readonly why: string;
}

/** Placeholders that other bots fill in, and this one would show unchanged. */
const TEMPLATE = /\{\{[^{}]*\}\}|\{[#@&]?[a-z][\w .:-]{0,40}\}|\$(?:user|channel|args|\d)\b/i;

/** A pattern of a command. Members don't ask in those. */
const PATTERN = /^\^|\$$|\.\*|\(\?|\\[bdsw]/;

/** Turns what was found into an answer. Its id is made from its question unless it has one. */
export function entryOfFound(found: Found | Refused): FileEntry {
  if ('why' in found) return refused(found.location, undefined, found.why);
  const { location, sources = [], reviewBy } = found;
  const warnings = [...(found.warnings ?? [])];
  const name = found.question.replaceAll(/\s+/g, ' ').trim();
  if (name === '') return refused(location, undefined, strings.NO_QUESTION);
  const whole = titleOf(name);
  const isLong = characterCount(whole) > LIMITS.title;
  const title = isLong ? clippedAtWord(whole, LIMITS.title) : whole;
  if (isLong) warnings.push(strings.titleShortened(quoted(whole)));

  const words = [...(isLong || isName(name) ? [name] : []), ...found.phrasings]
    .map(asWords)
    .filter((text) => text !== '');
  const questions: string[] = [];
  for (const text of distinct(words, foldedText)) {
    if (!/[\p{L}\p{N}]/u.test(text)) warnings.push(strings.keywordWithoutLetter(quoted(text)));
    else if (characterCount(text) > LIMITS.question) warnings.push(strings.phrasingTooLong(quoted(text)));
    else questions.push(text);
  }
  const kept = fitting(questions);
  if (kept < questions.length) warnings.push(strings.phrasingsLeftOut(questions.length - kept));

  const links = sources.map((source) => source.trim()).filter((source) => source !== '');
  const good = links.filter((link) => /^https:\/\/[^\s/.]+\.\S+$/i.test(link)).slice(0, LIMITS.sources);
  for (const link of links) if (!good.includes(link)) warnings.push(strings.noLink(quoted(link)));

  const text = codeIn(found.body).map((piece) => (piece.isCode ? '' : piece.text));
  const template = TEMPLATE.exec(text.join(' '))?.[0];
  if (PATTERN.test(name)) warnings.push(strings.PATTERN_AS_QUESTION);
  if (template) warnings.push(strings.placeholder(quoted(template)));
  const entry = entryOf(location, {
    id: found.id ?? idOfTitle(name),
    title,
    questions: questions.slice(0, kept),
    body: withoutBlankEnds(found.body),
    sources: good,
    ...(reviewBy !== undefined && reviewBy.trim() !== '' && { reviewBy: reviewBy.trim() }),
  });
  if (entry.kind !== 'answer') return entry;
  return { ...entry, isForeign: true, hasMadeId: found.id === undefined, ...(warnings.length > 0 && { warnings }) };
}

/** Whether a text can be the id of an answer here. The numbers of other programs are not. */
export const isUsableId = (id: string): boolean => id.length <= LIMITS.id && ID.test(id) && /[a-z]/.test(id);

/** How many phrasings an answer can have. */
function fitting(questions: readonly string[]): number {
  let room = LIMITS.allQuestions + 1;
  const tooMany = questions.findIndex(
    (text, index) => index >= LIMITS.questions || (room -= characterCount(text) + 1) < 0,
  );
  return tooMany === -1 ? questions.length : tooMany;
}

/** The name of a command or tag: `api-docs`, `api_docs`, `!rules`, but not `GPT-4` or `What is a Wi-Fi network?` */
const isName = (name: string): boolean => /^[!?.\-/$]?[\p{Ll}\p{N}]+(?:[-_][\p{Ll}\p{N}]+)*$/u.test(name);

/** Separates the words of a command's name. Other texts keep their hyphens. */
function asWords(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return /\s/.test(line)
    ? line
    : line.replaceAll(/(?<=[\p{L}\p{N}])[-_]+(?=\p{Ll})/gu, ' ').replace(/^[!?./$]+(?=[\p{L}\p{N}])/u, '');
}

function titleOf(name: string): string {
  if (!isName(name)) return name;
  const [first = '', ...rest] = asWords(name);
  return first.toUpperCase() + rest.join('');
}
