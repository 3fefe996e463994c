import type { AnswerForm } from './AnswerForm.ts';
import { characterCount } from '../../characterCount.ts';
import { EMPTY_FIELDS } from './formOfAnswer.ts';
import { LIMITS } from './limits.ts';

/** Somebody's message as the beginning of a new answer; a question on its first line is what it answers. */
export function formOfMessage(text: string, source?: string): AnswerForm {
  const whole = text.trim();
  const [first = ''] = whole.split('\n', 1);
  const question = first.replace(/^[\s#>*_-]+|[\s*_]+$/g, '');
  const rest = whole.slice(first.length).trim();
  const isQuestion = question.endsWith('?') && rest !== '' && characterCount(question) <= LIMITS.title;
  return {
    target: { expectedVersion: 0 },
    fields: {
      ...EMPTY_FIELDS,
      title: isQuestion ? question : '',
      body: isQuestion ? rest : whole,
      sources: source ?? '',
    },
  };
}
