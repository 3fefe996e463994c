import type { Holdings } from '../../store/backup/Holdings.ts';
import { counted } from '../counted.ts';

/** @example holdingsIn({ servers: 2, answers: 14 }); // 'It holds 2 servers with 14 answers.' */
export function holdingsIn({ servers, answers }: Holdings): string {
  return servers === 0
    ? 'It holds nothing.'
    : `It holds ${counted(servers, 'server')} with ${counted(answers, 'answer')}.`;
}
