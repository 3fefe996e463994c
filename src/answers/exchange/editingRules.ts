import { characterCount } from '../../characterCount.ts';
import { checkContent } from '../editing/checkContent.ts';
import { fieldsOfContent } from '../editing/formOfAnswer.ts';
import { LIMITS } from '../editing/limits.ts';
import { tidyFields } from '../editing/tidyFields.ts';
import { UserError } from '../../UserError.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { ImportRules } from './plan/ImportRules.ts';

/** What one input of a dialog takes: a longer body would not even be looked at there, and is not here. */
const MOST_CHARACTERS = 4_000;

/** Imports are held to the rules by which moderators write: what a dialog would refuse or tidy, an import does too. */
export const editingRules: ImportRules = {
  checkContent(raw) {
    const refused = tooMuch(raw);
    if (refused) return refused;
    const content: AnswerContent = tidyFields(fieldsOfContent(raw));
    const [refusal] = checkContent(content);
    return refusal ?? { content, warnings: [] };
  },
  limits: { answers: LIMITS.answers, phrasings: LIMITS.allServerQuestions },
};

/** What no dialog could hold, and would keep everybody waiting while it is read. */
function tooMuch({ title, questions, body, sources }: AnswerContent): UserError | undefined {
  const lines = [title, ...questions, ...sources];
  const longest = Math.max(characterCount(body), characterCount(lines.join('\n')) / 2);
  if (longest <= MOST_CHARACTERS) return undefined;
  return new UserError('answer-too-long', 'The answer is far too long. Shorten it, or make several of it.');
}
