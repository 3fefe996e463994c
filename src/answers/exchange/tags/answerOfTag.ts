import { bareText } from '../../../knowledge/checks/bareText.ts';
import type { FileEntry } from '../AnswersFile.ts';
import { entryOf } from '../entryOf.ts';
import { idOfTitle } from '../../editing/idOfTitle.ts';
import { quoted } from '../quoted.ts';

/** What another bot shows when its name is typed. */
interface Tag {
  readonly name: string;
  readonly content: string;
  /** Other names; blank ones are passed over. */
  readonly keywords: readonly string[];
}

/** What bots fill in when they show a tag, and Whence would show as it stands. */
const TEMPLATE = /\{\{[^}]*\}\}|\{(?:user|server|channel|target|args|if|random|embed|react)\b[^}]*\}/i;

/**
 * A tag as an answer: its name becomes id and title, its name and keywords become phrasings. Those without a letter or
 * digit, such as `>` or an emoji, cannot be matched and are left out.
 *
 * @example
 * answerOfTag('tag 1', { name: 'api-docs', keywords: ['apidocs'], content: 'The documentation: …' });
 * // id 'api-docs', title 'Api docs', questions ['api docs', 'apidocs']
 */
export function answerOfTag(place: string, { name, content, keywords }: Tag): FileEntry {
  const names = [name, ...keywords].map(asWords).filter((words) => words !== '');
  const matchable = names.filter((words) => /[\p{L}\p{N}]/u.test(words));
  const entry = entryOf(place, {
    id: idOfTitle(name),
    title: capitalised(asWords(name) || name),
    questions: distinct(matchable),
    body: content.trim(),
  });
  if (entry.kind !== 'answer') return entry;
  const template = TEMPLATE.exec(content)?.[0];
  const warnings = [
    ...names
      .filter((words) => !matchable.includes(words))
      .map((words) => `the keyword ${quoted(words)} has no letter: it is left out`),
    ...(template ? [`${quoted(template)} was filled in by the other bot and will be shown as it stands`] : []),
  ];
  return warnings.length > 0 ? { ...entry, warnings } : entry;
}

/** The first of those that are the same but for case and punctuation. */
function distinct(texts: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const text of texts) if (!byKey.has(bareText(text))) byKey.set(bareText(text), text);
  return [...byKey.values()];
}

const asWords = (name: string): string => name.trim().replaceAll(/[-_]+/g, ' ').trim();

const capitalised = (text: string): string => {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
};
