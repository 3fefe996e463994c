import { bareText } from '../../knowledge/checks/bareText.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { AnswerFields } from './AnswerForm.ts';
import { visibleText } from './visibleText.ts';
import { withoutMassMentions } from './withoutMassMentions.ts';

/**
 * What a moderator typed as the content of an answer: trimmed, without empty lines, without those that repeat others (of
 * phrasings, whatever their case and punctuation), without characters that nobody can see to be there, and without
 * `@everyone` and `@here`. Tidying what is tidy changes nothing.
 */
export function tidyFields({ title, questions, body, sources, reviewBy }: AnswerFields): AnswerContent {
  const day = oneLine(visibleText(reviewBy));
  return {
    title: withoutMassMentions(oneLine(visibleText(title))),
    questions: linesOf(questions, { keyOf: bareText }),
    body: withoutMassMentions(withoutBlankEnds(visibleText(body))),
    sources: linesOf(sources, { tidyLine: withoutBrackets }),
    ...(day !== '' && { reviewBy: day }),
  };
}

interface LineRules {
  /** What is left of a line; by default all of it. */
  readonly tidyLine?: (line: string) => string;
  /** What is the same of lines that say the same; by default the line. */
  readonly keyOf?: (line: string) => string;
}

/** Each once, where it stands first. */
function linesOf(text: string, { tidyLine = same, keyOf = same }: LineRules): string[] {
  const lines = new Map<string, string>();
  for (const typed of visibleText(text).split('\n')) {
    const line = tidyLine(oneLine(typed));
    if (line !== '' && !lines.has(keyOf(line))) lines.set(keyOf(line), line);
  }
  return [...lines.values()];
}

const same = (line: string): string => line;

/** The brackets with which Discord shows an address without a preview. */
const withoutBrackets = (line: string): string => line.replace(/^[<\s]+/, '').replace(/(?<![>\s])[>\s]+$/, '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** An indented first line keeps its place. */
const withoutBlankEnds = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
