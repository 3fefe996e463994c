import { characterCount } from '../editing/characters.ts';
import { checkContent } from '../editing/checkContent.ts';
import { fieldsOfContent } from '../editing/formOfAnswer.ts';
import { LIMITS } from '../editing/limits.ts';
import { tidyFields } from '../editing/tidyFields.ts';
import { UserError } from '../../UserError.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { ImportRules } from './plan/ImportRules.ts';

/**
 * All fields of an answer together, before they are tidied: twice what the longest answer has that keeps to the rules. What
 * is longer is not even looked at, because reading a megabyte of Markdown would keep everybody waiting.
 */
const MOST_CHARACTERS = 2 * (LIMITS.title + LIMITS.allQuestions + LIMITS.reply + LIMITS.allSources);

/** Imports are held to the rules by which moderators write: what a dialog would refuse or tidy, an import does too. */
export const editingRules: ImportRules = {
  checkContent(raw) {
    const fields = fieldsOfContent(raw);
    const length = Object.values(fields).reduce((sum, text) => sum + characterCount(text), 0);
    if (length > MOST_CHARACTERS) return tooLong(length);
    const content: AnswerContent = tidyFields(fields);
    const [refusal] = checkContent(content);
    return refusal ?? { content, warnings: [] };
  },
  limits: { answers: LIMITS.answers, phrasings: LIMITS.allServerQuestions },
};

function tooLong(length: number): UserError {
  const what = `The answer has ${length.toLocaleString('en-US')} characters in all.`;
  return new UserError('answer-too-long', `${what} Shorten it, or make several of it.`);
}
