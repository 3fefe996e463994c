import { DiscordAPIError } from 'discord.js';
import { expect, test } from 'vitest';
import { createLog } from '../../src/operations/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, secrets: readonly string[] = []): string {
  const lines: string[] = [];
  write(createLog('info', secrets, { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('the token is redacted, even inside an error', () => {
  const line = logged(
    (log) => log.error({ err: new Error('bad token abc.def.ghi') }, 'no abc.def.ghi'),
    ['abc.def.ghi'],
  );
  expect(line).not.toContain('abc.def.ghi');
  expect(JSON.parse(line)).toMatchObject({ msg: 'no [redacted]', err: { message: 'bad token [redacted]' } });
});

test('the token of an interaction is redacted in addresses', () => {
  const url = 'https://discord.com/api/v10/webhooks/1234567890/aW50ZXJhY3Rpb246MTIz_secret/messages/@original';
  const line = logged((log) => log.error({ url }, 'failed'));
  expect(JSON.parse(line)).toMatchObject({
    url: 'https://discord.com/api/v10/webhooks/1234567890/[redacted]/messages/@original',
  });
});

test('a message that Discord rejected is left out of its error', () => {
  const requestBody = { body: { content: 'what somebody typed' } };
  const err = new DiscordAPIError(
    { code: 50_035, message: 'Invalid Form Body' },
    50_035,
    400,
    'POST',
    '/x',
    requestBody,
  );
  const line = logged((log) => log.error({ err, channel: '1' }, 'failed'));
  expect(JSON.parse(line)).toMatchObject({ msg: 'failed', channel: '1', err: { code: 50_035, status: 400 } });
  expect(line).not.toContain('what somebody typed');
});

test('what is below the level is not written', () => {
  expect(logged((log) => log.debug('detail'))).toBe('');
});
