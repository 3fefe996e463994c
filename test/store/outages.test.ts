import { expect, test } from 'vitest';
import { asOutage, logOutages } from '../../src/store/outages.ts';

/** What is logged at the level `info` and above, and a clock. */
function record() {
  const lines: string[] = [];
  const clock = { now: 0 };
  const line =
    (level: string) =>
    (context: object, text: string): void =>
      void lines.push(`${level} ${text.split(':')[0]} ${JSON.stringify(context)}`);
  const log = { error: line('error'), warn: line('warn'), info: line('info'), debug: () => {} };
  return { lines, clock, ...logOutages(log, () => clock.now) };
}

const gone = (): object => ({ err: asOutage(new Error('connect ECONNREFUSED 127.0.0.1:5432')) });

test('a database that is gone is said once a minute, however often it is needed, and that it is back once it has answered for ten seconds', () => {
  const { lines, clock, log, onAnswer } = record();
  for (; clock.now < 90_000; clock.now += 1_000) log.error(gone(), 'could not keep questions');
  const told = 'error the database is not available, so changes are refused';
  const both = [
    `${told} {"reason":"connect ECONNREFUSED 127.0.0.1:5432","failures":1}`,
    `${told} {"reason":"connect ECONNREFUSED 127.0.0.1:5432","failures":61}`,
  ];
  expect(lines).toEqual(both);
  // On a full disk, reading goes on while writing fails.
  onAnswer();
  expect(lines).toEqual(both);
  clock.now += 10_000;
  onAnswer();
  onAnswer();
  expect(lines).toEqual([...both, 'info the database is available again {"downMs":89000,"failures":90}']);
});

test('any other fault is logged as it is, also while the database is gone', () => {
  const { lines, log } = record();
  log.error(gone(), 'could not keep questions');
  log.error({ err: new Error('a bug') }, 'a handler failed');
  log.error({ shard: 1 }, 'a shard ended');
  log.warn({ channel: '1' }, 'may not send');
  expect(lines.slice(1)).toEqual([
    'error a handler failed {"err":{}}',
    'error a shard ended {"shard":1}',
    'warn may not send {"channel":"1"}',
  ]);
});
