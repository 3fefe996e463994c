import { z } from 'zod';
import { question } from './Answer.ts';

/** One topic of `knowledge/outside.yaml`. What it is called is for those who read the file; nothing else looks at it. */
export const outsideTopicSchema = z.array(z.unknown()).min(1);

/**
 * A question or remark that no answer is for: a counter-example to all of them, as `notThis` is to one. `<model>` in it
 * stands for any model.
 */
export const outsideTextSchema = question;
