import type { MetricsData } from '../../operations/createMetrics.ts';
import type { Health } from '../../operations/watchServer.ts';

/** What a shard's process sends to its parent once it answers. */
export const SHARD_READY = 'shard-ready';

/** What a parent can ask the process of a shard. */
export interface ShardAnswers {
  readonly health: Health;
  readonly metrics: MetricsData;
}

/** From parent to child. */
interface Asked {
  readonly asks: keyof ShardAnswers;
  readonly id: string;
}

/** From child to parent: the answer to the question with this id. */
export interface Answered {
  readonly answers: string;
  readonly answer: unknown;
}

/** In a process that has been started for a shard: answers its parent. */
export function answerParent(
  answers: { readonly [What in keyof ShardAnswers]: () => Promise<ShardAnswers[What]> },
  onFault: (error: unknown) => void,
): void {
  const answer = async ({ asks, id }: Asked): Promise<void> => {
    process.send?.({ answers: id, answer: await answers[asks]() } satisfies Answered);
  };
  process.on('message', (message: Partial<Asked> | null) => {
    if (message?.asks !== undefined && Object.hasOwn(answers, message.asks)) answer(message as Asked).catch(onFault);
  });
}
