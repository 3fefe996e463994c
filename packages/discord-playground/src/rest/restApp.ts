import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Api, ApiEnv, ApiRoutes } from './base/Api.ts';
import { channelRoutes } from './channelRoutes.ts';
import { commandRoutes } from './commandRoutes.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';
import { pathViolations } from './base/pathIds.ts';
import { emptyRoutes } from './emptyRoutes.ts';
import { auditLogRoutes } from './guild/auditLogRoutes.ts';
import { emojiRoutes } from './guild/emojiRoutes.ts';
import { eventRoutes } from './guild/eventRoutes.ts';
import { guildRoutes } from './guild/guildRoutes.ts';
import { inviteRoutes } from './guild/inviteRoutes.ts';
import { memberRoutes } from './guild/memberRoutes.ts';
import { stickerRoutes } from './guild/stickerRoutes.ts';
import { voiceRoutes } from './guild/voiceRoutes.ts';
import { gatewayRoutes, userRoutes } from './infoRoutes.ts';
import { followUpRoutes, interactionRoutes } from './interactionRoutes.ts';
import { readBody, refuseFiles } from './messageBody.ts';
import { messageRoutes } from './messageRoutes.ts';
import { retryHeaders } from './base/RateLimiter.ts';
import { reactionRoutes } from './reactionRoutes.ts';
import { roleRoutes } from './guild/roleRoutes.ts';
import { threadRoutes } from './threadRoutes.ts';
import { webhookRoutes } from './webhookRoutes.ts';

/** How long a bot has to wait after a fault such as slow mode. Discord's own limits are longer. */
const FAULT_RETRY_SECONDS = 0.1;

const RATE_LIMITED = 'You are being rate limited.';

/** Addresses below these are most likely Discord's, and missing here. */
const DISCORDS = /^\/(applications|channels|guilds|lobbies|oauth2|skus|stage-instances|users|webhooks)(\/|$)/;

/** Discord's REST API below `/api`, `/api/v9` and `/api/v10`. */
export function restApp(api: Api): ApiRoutes {
  const routes = new Hono<ApiEnv>();
  for (const part of [
    gatewayRoutes,
    userRoutes,
    commandRoutes,
    channelRoutes,
    threadRoutes,
    messageRoutes,
    reactionRoutes,
    guildRoutes,
    roleRoutes,
    memberRoutes,
    voiceRoutes,
    emojiRoutes,
    stickerRoutes,
    eventRoutes,
    inviteRoutes,
    auditLogRoutes,
    emptyRoutes,
    webhookRoutes,
    interactionRoutes,
    followUpRoutes,
  ]) {
    routes.route('/', part(api));
  }
  const app = new Hono<ApiEnv>();
  app.use(async (c, next) => {
    const path = pathOf(c);
    await api.faults.wait(path);
    const failure = api.faults.takeFailure(path);
    if (failure) {
      const { status, code = 0, retryAfterSeconds = 1 } = failure;
      if (status === 429) return rateLimited(c, retryAfterSeconds, false, retryHeaders(retryAfterSeconds, 'user'));
      return c.json({ message: `${status}: made to fail`, code }, status as ContentfulStatusCode);
    }

    const { headers, retryAfter, isGlobal } = api.limiter.count(c.req.method, path);
    if (retryAfter !== undefined) {
      refuse(c, api, { status: 429, code: 0, message: RATE_LIMITED, errors: undefined });
      return rateLimited(c, retryAfter, isGlobal, headers);
    }
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const { json, files } = await readBody(c.req.raw);
    c.set('body', json);
    c.set('files', files);
    const renameAfter = api.limiter.countRename(c.req.method, path, json);
    if (renameAfter !== undefined) {
      refuse(c, api, { status: 429, code: 0, message: RATE_LIMITED, errors: undefined });
      return rateLimited(c, renameAfter, false, retryHeaders(renameAfter, 'user'));
    }
    if (!isSelfAuthorizing(path) && !isAuthorized(c, api)) throw new DiscordError('unauthorized');
    refuseInvalid(pathViolations(path));
    refuseFiles(files);
    const reason = reasonOf(c.req.header('x-audit-log-reason'));
    c.set('reason', reason);
    return api.world.by({ user: api.world.bot, reason }, next);
  });
  app.route('/v10', routes).route('/v9', routes).route('/', routes);
  app.all('*', (c) => {
    const path = pathOf(c);
    const detail = `: discord-playground does not support ${c.req.method} ${path}. Its README lists what is missing.`;
    throw new DiscordError('notFound', DISCORDS.test(path) ? detail : '');
  });
  return app;
}

/** Answers an error as Discord does and records it as a refusal. Any other error is a bug in the playground. */
export function answerError(error: Error, c: Context<ApiEnv>, api: Api): Response {
  const known = error instanceof DiscordError ? error : new DiscordError('internal');
  const { status, code, message, errors } = known;
  refuse(c, api, { status, code, message: known === error ? message : `${message} (${error.stack})`, errors });
  if (status === 429) {
    const limit = { message, code, retry_after: FAULT_RETRY_SECONDS, global: false };
    return c.json(limit, 429, { 'retry-after': String(FAULT_RETRY_SECONDS), 'x-ratelimit-scope': 'shared' });
  }
  return c.json({ message, code, ...(errors && { errors }) }, status as ContentfulStatusCode);
}

function refuse(
  c: Context<ApiEnv>,
  { refusals }: Api,
  refusal: {
    readonly status: number;
    readonly code: number;
    readonly message: string;
    readonly errors: object | undefined;
  },
): void {
  refusals.push({ method: c.req.method, path: pathOf(c), body: c.get('body'), ...refusal });
}

function rateLimited(
  c: Context<ApiEnv>,
  retryAfter: number,
  global: boolean,
  headers: Record<string, string>,
): Response {
  return c.json({ message: RATE_LIMITED, retry_after: retryAfter, global }, 429, headers);
}

/** Libraries encode the reason, as a header takes few characters. */
function reasonOf(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** The path below the API's base and version. */
function pathOf({ req }: Context<ApiEnv>): string {
  return req.path.replace(/^\/api(\/v\d+)?/, '');
}

/** The token is part of the path, or none is needed. */
function isSelfAuthorizing(path: string): boolean {
  return path === '/gateway' || /^\/(interactions|webhooks)\//.test(path);
}

function isAuthorized(c: Context<ApiEnv>, { gateway }: Api): boolean {
  const header = c.req.header('authorization') ?? '';
  return header.startsWith('Bot ') && gateway.accepts(header);
}
