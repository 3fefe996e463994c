import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { OwnInvites } from '../../../src/answers/editing/OwnInvites.ts';
import { AnswerExchange } from '../../../src/answers/exchange/AnswerExchange.ts';
import { accepted, ADA, GUILD, openScene, refused, RULES, TODAY } from '../../support/editing.ts';

/** An API that knows where two invitations lead. */
async function startApi(): Promise<{ readonly apiUrl: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const servers = new Map([
    ['ours', GUILD],
    ['theirs', '80351110224678999'],
  ]);
  const api = createServer(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.authorization}`);
    const server = servers.get(url.split('/').at(-1)!);
    response.writeHead(server ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(server ? { type: 0, code: 'x', guild: { id: server } } : { code: 10006 }));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void api.close());
  return { apiUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}/api`, asked };
}

test('an invitation to the server itself is allowed in the dialog, and asked for once; others are refused', async () => {
  const { apiUrl, asked } = await startApi();
  const { editing } = await openScene(undefined, new OwnInvites({ apiUrl, token: 'secret' }));
  const body = 'Bring friends: https://discord.gg/ours';
  const ours = accepted(await editing.drafts.propose(ADA, { expectedVersion: 0 }, { ...RULES, body }));
  expect((await editing.drafts.publish(ADA, ours.draftId)).kind).toBe('written');
  expect(asked).toEqual(['/api/v10/invites/ours Bot secret']);

  const both = `${body}, discord.com/invite/theirs and discord.gg/gone`;
  const fields = { ...RULES, title: 'Where to?', questions: '', body: both };
  const { refusals } = refused(await editing.drafts.propose(ADA, { expectedVersion: 0 }, fields));
  expect(refusals.map(({ message }) => message)).toEqual([
    'The answer contains an invitation to a Discord server: discord.com/invite/theirs. Remove it.',
    'The answer contains an invitation to a Discord server: discord.gg/gone. Remove it.',
  ]);
});

test('an import follows the same rule', async () => {
  const { apiUrl } = await startApi();
  const { books, store } = await openScene();
  const exchange = new AnswerExchange({
    learning: store.learning,
    books,
    invites: new OwnInvites({ apiUrl }),
    today: () => TODAY,
  });
  const table = 'question,answer\nHow do I invite?,https://discord.gg/ours\nWhere else?,https://discord.gg/theirs\n';
  const request = { files: [{ bytes: Buffer.from(table), name: 'a.csv' }], overwrite: false };
  const { plan, digest } = await exchange.plan(GUILD, request);
  expect(plan.entries.map(({ outcome }) => outcome)).toEqual(['added', 'refused']);
  expect((await exchange.carryOut(ADA, request, digest)).kind).toBe('imported');
});

test('without Discord, no invitation counts as the own one', async () => {
  expect(await new OwnInvites({ apiUrl: 'http://127.0.0.1:9/api' }).codesIn(['discord.gg/ours'], GUILD)).toEqual(
    new Set(),
  );
  expect(await new OwnInvites().codesIn(['discord.gg/ours'], GUILD)).toEqual(new Set());
});
