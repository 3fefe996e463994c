/** The answer of every route has the shape that Discord's OpenAPI document gives it. */
import * as schemas from 'discord-api-spec/zod';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core';
import { Gateway } from '../src/gateway/Gateway.ts';
import { DEFAULTS } from '../src/PlaygroundOptions.ts';
import { RateLimiter } from '../src/rest/base/RateLimiter.ts';
import { restApp } from '../src/rest/restApp.ts';
import { PIXEL } from './support/pixel.ts';
import { requestAsBot } from './support/requestAsBot.ts';
import { openScene } from './support/scene.ts';

const shape = (name: string): $ZodType => {
  const schema = (schemas as unknown as Record<string, $ZodType>)[`${name}ResponseSchema`];
  if (!schema) throw new Error(`Discord's document has no ${name}.`);
  return schema;
};
const list = (schema: $ZodType): $ZodType => z.array(schema);
const nothing = z.undefined();

const APP = '/applications/:app';
const MESSAGE = '/channels/:channel/messages/:message';
const REACTIONS = `${MESSAGE}/reactions`;
const HOOK = '/webhooks/:id/:token';

/** Where the document is wrong. */
const WRONG_THERE = [
  'applications/@me: type ', // null, says resources/application
  'message_reference.type', // 1 for a forward, says resources/message
];
const isOurs = (fault: string): boolean => !WRONG_THERE.some((part) => fault.includes(part));

/** An issue with its place. Of a union, the issues of the member that fits best. */
function deepest(issue: $ZodIssue): string[] {
  const at = issue.path.join('.');
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [`${at} ${issue.message}`];
  const [best] = issue.errors.map((issues) => issues.flatMap(deepest)).toSorted((a, b) => a.length - b.length);
  return best!.map((inner) => `${at}.${inner}`);
}

/** Answered by tests of interactions and webhooks, or with an error alone. */
const ELSEWHERE = new Set([
  'POST /interactions/:id/:token/callback',
  'POST /webhooks/:app/:token',
  'GET /webhooks/:app/:token/messages/:message',
  'PATCH /webhooks/:app/:token/messages/:message',
  'DELETE /webhooks/:app/:token/messages/:message',
  'GET /guilds/:guild/welcome-screen',
]);

test('every answer has the shape that Discord documents', async () => {
  const { playground, ann } = await openScene();
  const { guild, world, bot } = playground;
  const bob = playground.addMember('bob');
  const carl = playground.addMember('carl');
  const dan = playground.addMember('dan');
  const faults: string[] = [];
  const answered = new Set(ELSEWHERE);
  const image = `data:image/png;base64,${PIXEL.toString('base64')}`;

  /** Fills in a route's parameters, asks, and compares. */
  async function ask(route: string, given: Record<string, string>, schema: $ZodType, body?: unknown): Promise<never> {
    const [method, pattern] = route.split(' ') as [string, string];
    const known: Record<string, string> = { guild: guild.id, app: bot.id, channel: guild.channel.id, ...given };
    const path = pattern
      .replaceAll(/\{[^}]+\}/g, '')
      .replaceAll(/\/:(\w+)\??/g, (_, name: string) => (name in known ? `/${encodeURIComponent(known[name]!)}` : ''));
    const answer = await requestAsBot(playground, method, path + (given['?'] ?? ''), body);
    answered.add(route);
    const result = safeParse(schema, answer.body);
    if (answer.status >= 400) faults.push(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    else if (!result.success)
      faults.push(
        ...result.error.issues
          .flatMap(deepest)
          .map((fault) => `${route}: ${fault}`)
          .filter(isOurs),
      );
    return answer.body as never;
  }
  type Made = { readonly id: string };

  await ask('GET /gateway', {}, shape('Gateway'));
  await ask('GET /gateway/bot', {}, shape('GatewayBot'));
  await ask('GET /users/@me', {}, shape('UserPII'));
  await ask('GET /users/@me/guilds', { '?': '?with_counts=true' }, list(shape('MyGuild')));
  await ask('GET /users/:id', { id: ann.user.id }, shape('User'));
  await ask('POST /users/@me/channels', {}, shape('PrivateChannel'), { recipient_id: ann.user.id });
  await ask('GET /voice/regions', {}, list(shape('VoiceRegion')));
  await ask('GET /applications/@me', {}, shape('PrivateApplication'));
  await ask('GET /oauth2/applications/@me', {}, shape('PrivateApplication'));

  for (const base of [`${APP}/commands`, `${APP}/guilds/:guild/commands`]) {
    const option = { type: 3, name: 'what', description: 'x', choices: [{ name: 'a', value: 'a' }] };
    const command = { name: 'ask', description: 'x', options: [option] };
    await ask(`PUT ${base}`, {}, list(shape('ApplicationCommand')), [command]);
    const { id }: Made = await ask(`POST ${base}`, {}, shape('ApplicationCommand'), { name: 'Use', type: 3 });
    await ask(`GET ${base}`, {}, list(shape('ApplicationCommand')));
    await ask(`GET ${base}/:id`, { id }, shape('ApplicationCommand'));
    await ask(`PATCH ${base}/:id`, { id }, shape('ApplicationCommand'), { name: 'Used' });
    guild.ruleCommand('Used', ann.user, false);
    if (base.includes('guild')) {
      await ask(`GET ${base}/permissions`, {}, list(shape('CommandPermissions')));
      await ask(`GET ${base}/:id/permissions`, { id }, shape('CommandPermissions'));
    }
    await ask(`DELETE ${base}/:id`, { id }, nothing);
  }

  const made: Made = await ask('POST /guilds/:guild/channels', {}, shape('GuildChannel'), { name: 'tea' });
  await ask('GET /channels/:channel', { channel: made.id }, shape('GuildChannel'));
  await ask('GET /channels/:channel', { channel: ann.dm.channel.id }, shape('PrivateChannel'));
  await ask('PATCH /channels/:channel', { channel: made.id }, shape('GuildChannel'), { topic: 'x' });
  await ask('PATCH /guilds/:guild/channels', {}, nothing, [{ id: made.id, position: 1 }]);
  const overwrite = { channel: made.id, id: ann.user.id };
  await ask('PUT /channels/:channel/permissions/:id', overwrite, nothing, { type: 1, deny: '1024' });
  await ask('GET /guilds/:guild/channels', {}, list(shape('GuildChannel')));
  await ask('DELETE /channels/:channel/permissions/:id', overwrite, nothing);
  await ask('DELETE /channels/:channel', { channel: made.id }, shape('GuildChannel'));
  const news = guild.addChannel('news', { type: 5 });
  await ask('POST /channels/:channel/followers', { channel: news.id }, shape('ChannelFollower'), {
    webhook_channel_id: guild.channel.id,
  });
  await ask('POST /channels/:channel/typing', {}, nothing);

  const files = new FormData();
  const rich = { image: { url: 'attachment://a.png' }, author: { name: 'a' }, footer: { text: 'f' } };
  const fields = [{ name: 'n', value: 'v' }];
  files.set('payload_json', JSON.stringify({ content: `<@${ann.user.id}>`, embeds: [{ ...rich, fields }] }));
  files.set('files[0]', new Blob([PIXEL], { type: 'image/png' }), 'a.png');
  const sent: Made = await ask('POST /channels/:channel/messages', {}, shape('Message'), files);
  const parts = { message: sent.id };
  const button = { type: 2, style: 1, custom_id: 'a', label: 'b' };
  const select = { type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] };
  const rows = [button, select].map((component) => ({ type: 1, components: [component] }));
  await ask(`PATCH ${MESSAGE}`, parts, shape('Message'), { components: rows });
  await ask(`PUT ${REACTIONS}/:emoji/@me`, { ...parts, emoji: '👍' }, nothing);
  await ann.reacts('👍', ann.sees().at(-1)!);
  await ask(`GET ${MESSAGE}`, parts, shape('Message'));
  await ask(`GET ${REACTIONS}/:emoji`, { ...parts, emoji: '👍' }, list(shape('User')));
  await ask(`DELETE ${REACTIONS}/:emoji/:user`, { ...parts, emoji: '👍', user: ann.user.id }, nothing);
  await ask(`DELETE ${REACTIONS}/:emoji?`, parts, nothing);
  const media = { type: 12, items: [{ media: { url: 'https://example.com/a.png' } }] };
  const text = { type: 10, content: 'x' };
  const section = { type: 9, components: [text], accessory: button };
  const container = { type: 17, components: [text, media, section, { type: 14 }] };
  await ask('POST /channels/:channel/messages', {}, shape('Message'), { flags: 32_768, components: [container] });
  await ask('POST /channels/:channel/messages', {}, shape('Message'), {
    content: 'reply',
    message_reference: { message_id: sent.id },
  });
  await ask('POST /channels/:channel/messages', {}, shape('Message'), {
    message_reference: { type: 1, message_id: sent.id, channel_id: guild.channel.id },
  });
  const poll = { question: { text: 'q' }, answers: [{ poll_media: { text: 'a' } }] };
  const asked: Made = await ask('POST /channels/:channel/messages', {}, shape('Message'), { poll });
  await ann.votes('a', ann.sees().at(-1)!);
  await ask(
    'GET /channels/:channel/polls/:message/answers/:answer',
    { message: asked.id, answer: '1' },
    shape('PollAnswerDetails'),
  );
  await ask('POST /channels/:channel/polls/:message/expire', { message: asked.id }, shape('Message'));
  await ask('GET /channels/:channel/messages', {}, list(shape('Message')));
  for (const pins of ['/channels/:channel/messages/pins', '/channels/:channel/pins']) {
    await ask(`PUT ${pins}/:message`, parts, nothing);
    await ask(`GET ${pins}`, {}, pins.includes('messages') ? shape('PinnedMessages') : list(shape('Message')));
    await ask(`DELETE ${pins}/:message`, parts, nothing);
  }
  const published: Made = await ask('POST /channels/:channel/messages', { channel: news.id }, shape('Message'), {
    content: 'news',
  });
  await ask(`POST ${MESSAGE}/crosspost`, { channel: news.id, message: published.id }, shape('Message'));

  const place = '/channels/:channel';
  const thread: Made = await ask(`POST ${MESSAGE}/threads`, parts, shape('CreatedThread'), { name: 't' });
  const other: Made = await ask(`POST ${place}/threads`, {}, shape('CreatedThread'), { name: 'p', type: 12 });
  const inThread = { channel: thread.id };
  await ask(`PUT ${place}/thread-members/:user`, { ...inThread, user: ann.user.id }, nothing);
  await ask(`GET ${place}/thread-members`, inThread, list(shape('ThreadMember')));
  const member = { ...inThread, user: ann.user.id, '?': '?with_member=true' };
  await ask(`GET ${place}/thread-members/:user`, member, shape('ThreadMember'));
  await ask(`DELETE ${place}/thread-members/:user`, { ...inThread, user: ann.user.id }, nothing);
  await ask('GET /guilds/:guild/threads/active', {}, shape('Threads'));
  for (const { id } of [thread, other])
    await ask('PATCH /channels/:channel', { channel: id }, shape('Thread'), { archived: true });
  const archive = `GET ${place}/threads/archived/:kind{public|private}`;
  for (const kind of ['public', 'private']) await ask(archive, { kind }, shape('Threads'));
  await ask(`GET ${place}/users/@me/threads/archived/private`, {}, shape('Threads'));
  const forum = guild.addChannel('forum', { type: 15, available_tags: ['a'] });
  await ask('GET /channels/:channel', { channel: forum.id }, shape('GuildChannel'));
  await ask(`POST ${place}/threads`, { channel: forum.id }, shape('CreatedThread'), {
    name: 'x',
    message: { content: 'x' },
  });

  await ask('GET /guilds/:guild', { '?': '?with_counts=true' }, shape('GuildWithCounts'));
  await ask('GET /guilds/:guild/preview', {}, shape('GuildPreview'));
  await ask('GET /guilds/:guild/onboarding', {}, shape('UserGuildOnboarding'));
  await ask('GET /guilds/:guild/vanity-url', {}, shape('VanityURL'));
  await ask('GET /guilds/:guild/widget', {}, shape('WidgetSettings'));
  await ask('GET /guilds/:guild/prune', {}, shape('GuildPrune'));
  await ask('POST /guilds/:guild/prune', {}, shape('GuildPrune'), { days: 7 });
  await ask('PATCH /guilds/:guild', {}, shape('Guild'), { name: 'Tea House', icon: image });
  const user = ann.user.id;
  await ask('GET /guilds/:guild/members', { '?': '?limit=10' }, list(shape('GuildMember')));
  await ask('GET /guilds/:guild/members/search', { '?': '?query=a' }, list(shape('GuildMember')));
  await ask('GET /guilds/:guild/members/:user', { user }, shape('GuildMember'));
  await ask('PATCH /guilds/:guild/members/:user', { user }, shape('GuildMember'), { nick: 'Ann' });
  await ask('PATCH /guilds/:guild/members/:user', { user: '@me' }, shape('PrivateGuildMember'), {
    bio: 'x',
    avatar: image,
  });
  await ann.joinsVoice(guild.addChannel('Stage', { type: 13 }));
  await ask('GET /guilds/:guild/voice-states/:user', { user }, shape('VoiceState'));
  await ask('PATCH /guilds/:guild/voice-states/:user', { user }, nothing, { suppress: false });
  const { id: role }: Made = await ask('POST /guilds/:guild/roles', {}, shape('GuildRole'), { name: 'r' });
  await ask('GET /guilds/:guild/roles', {}, list(shape('GuildRole')));
  await ask('GET /guilds/:guild/roles/member-counts', {}, z.record(z.string(), z.int()));
  await ask('GET /guilds/:guild/roles/:role', { role }, shape('GuildRole'));
  await ask('PATCH /guilds/:guild/roles/:role', { role }, shape('GuildRole'), { color: 1 });
  await ask('PATCH /guilds/:guild/roles', {}, list(shape('GuildRole')), [{ id: role, position: 1 }]);
  await ask('PUT /guilds/:guild/members/:user/roles/:role', { user, role }, nothing);
  await ask('DELETE /guilds/:guild/members/:user/roles/:role', { user, role }, nothing);
  await ask('DELETE /guilds/:guild/roles/:role', { role }, nothing);
  await ask('DELETE /guilds/:guild/members/:user', { user: bob.user.id }, nothing);
  await ask('PUT /guilds/:guild/bans/:user', { user: carl.user.id }, nothing);
  await ask('GET /guilds/:guild/bans', {}, list(shape('GuildBan')));
  await ask('GET /guilds/:guild/bans/:user', { user: carl.user.id }, shape('GuildBan'));
  await ask('DELETE /guilds/:guild/bans/:user', { user: carl.user.id }, nothing);
  await ask('POST /guilds/:guild/bulk-ban', {}, shape('BulkBanUsers'), { user_ids: [dan.user.id] });
  for (const base of ['/guilds/:guild/emojis', `${APP}/emojis`]) {
    const all = base.includes('guild') ? list(shape('Emoji')) : shape('ListApplicationEmojis');
    const { id: emoji }: Made = await ask(`POST ${base}`, {}, shape('Emoji'), { name: 'tea', image });
    await ask(`GET ${base}`, {}, all);
    await ask(`GET ${base}/:emoji`, { emoji }, shape('Emoji'));
    await ask(`PATCH ${base}/:emoji`, { emoji }, shape('Emoji'), { name: 'cup' });
    await ask(`DELETE ${base}/:emoji`, { emoji }, nothing);
  }
  const form = new FormData();
  for (const [name, value] of Object.entries({ name: 'Cat', tags: 'cat', description: '' })) form.set(name, value);
  form.set('file', new File([PIXEL], 'cat.png'));
  const stickers = '/guilds/:guild/stickers';
  const { id: sticker }: Made = await ask(`POST ${stickers}`, {}, shape('GuildSticker'), form);
  await ask(`GET ${stickers}`, {}, list(shape('GuildSticker')));
  await ask('GET /stickers/:sticker', { sticker }, shape('GuildSticker'));
  await ask(`GET ${stickers}/:sticker`, { sticker }, shape('GuildSticker'));
  await ask(`PATCH ${stickers}/:sticker`, { sticker }, shape('GuildSticker'), { name: 'Dog' });
  await ask(`DELETE ${stickers}/:sticker`, { sticker }, nothing);
  const planned = {
    name: 'Tea',
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: 'Park' },
    scheduled_start_time: '2100-01-01T12:00:00Z',
    scheduled_end_time: '2100-01-01T13:00:00Z',
  };
  const [events, external] = ['/guilds/:guild/scheduled-events', shape('ExternalScheduledEvent')];
  const { id: event }: Made = await ask(`POST ${events}`, {}, external, planned);
  await ann.plansToAttend('Tea');
  await ask(`GET ${events}`, { '?': '?with_user_count=true' }, list(external));
  await ask(`GET ${events}/:event`, { event }, external);
  await ask(`PATCH ${events}/:event`, { event }, external, { name: 'More tea' });
  await ask(`GET ${events}/:event/users`, { event, '?': '?with_member=true' }, list(shape('ScheduledEventUser')));
  await ask(`DELETE ${events}/:event`, { event }, nothing);
  const { code }: { code: string } = await ask(`POST ${place}/invites`, {}, shape('GuildInvite'), {});
  await ask(`GET ${place}/invites`, {}, list(shape('GuildInvite')));
  await ask('GET /guilds/:guild/invites', {}, list(shape('GuildInvite')));
  await ask('GET /invites/:code', { code, '?': '?with_counts=true' }, shape('GuildInvite'));
  await ask('DELETE /invites/:code', { code }, shape('GuildInvite'));

  const hook: Made & { token: string } = await ask(`POST ${place}/webhooks`, {}, shape('GuildIncomingWebhook'), {
    name: 'h',
    avatar: image,
  });
  const [own, through] = [{ id: hook.id }, { id: hook.id, token: hook.token }];
  const hooks = list(z.union([shape('GuildIncomingWebhook'), shape('ChannelFollowerWebhook')]));
  await ask(`GET ${place}/webhooks`, {}, hooks);
  await ask('GET /guilds/:guild/webhooks', {}, hooks);
  for (const [at, by] of [
    ['/webhooks/:id', own],
    [HOOK, through],
  ] as const) {
    await ask(`GET ${at}`, by, shape('GuildIncomingWebhook'));
    await ask(`PATCH ${at}`, by, shape('GuildIncomingWebhook'), { name: 'i' });
  }
  const said: Made = await ask(`POST ${HOOK}`, { ...through, '?': '?wait=true' }, shape('Message'), { content: 'x' });
  await ask(`GET ${HOOK}/messages/:message`, { ...through, message: said.id }, shape('Message'));
  await ask(`PATCH ${HOOK}/messages/:message`, { ...through, message: said.id }, shape('Message'), { content: 'y' });
  await ask('GET /guilds/:guild/audit-logs', {}, shape('GuildAuditLog'));
  await ask(`DELETE ${HOOK}/messages/:message`, { ...through, message: said.id }, nothing);
  await ask(`DELETE ${HOOK}`, through, nothing);
  const second = world.addWebhook({ channel: guild.channel, name: 'h', creator: bot });
  await ask('DELETE /webhooks/:id', { id: second.id }, nothing);

  for (const name of ['entitlements', 'role-connections/metadata', 'skus'])
    await ask(`GET ${APP}/${name}`, {}, z.array(z.never()));
  for (const name of ['auto-moderation/rules', 'integrations', 'templates'])
    await ask(`GET /guilds/:guild/${name}`, {}, z.array(z.never()));
  await ask('GET /guilds/:guild/soundboard-sounds', {}, shape('ListGuildSoundboardSounds'));
  await ask('GET /soundboard-default-sounds', {}, z.array(z.never()));
  await ask('GET /sticker-packs', {}, shape('StickerPackCollection'));

  const [one, two] = [await ann.says('one'), await ann.says('two')];
  await ask(`POST ${place}/messages/bulk-delete`, {}, nothing, { messages: [one.id, two.id] });
  await ask(`DELETE ${REACTIONS}/:emoji?`, parts, nothing);
  await ask(`DELETE ${MESSAGE}`, parts, nothing);
  await ask('PATCH /users/@me', {}, shape('UserPII'), { username: 'New' });
  await ask('DELETE /users/@me/guilds/:guild', {}, nothing);

  expect(faults).toEqual([]);
  const gateway = new Gateway(world, DEFAULTS, '');
  const { faults: wanted, publicKey, url } = playground;
  const app = restApp({
    world,
    gateway,
    faults: wanted,
    limiter: new RateLimiter(DEFAULTS.rateLimits),
    refusals: [],
    publicKey,
    url,
  });
  const served = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v10'));
  expect(new Set(served.map(({ method, path }) => `${method} ${path.slice(4)}`))).toEqual(answered);
});
