import { createHash } from 'node:crypto';
import { isRecord } from '../../checks/unchecked.ts';
import type { RateLimits } from '../../PlaygroundOptions.ts';

/** Requests that share one limit. */
interface Bucket {
  readonly limit: number;
  left: number;
  resetAtMs: number;
}

interface Verdict {
  readonly headers: Record<string, string>;
  /** Set when the request is over the limit, in seconds. */
  readonly retryAfter?: number;
  /** Whether the limit of the whole app was hit. */
  readonly isGlobal: boolean;
}

const MESSAGES_WINDOW_MS = 5_000;
const REACTIONS_WINDOW_MS = 250;
const RENAMES_WINDOW_MS = 600_000;
/** For all other routes. Most of Discord's limits are not documented, so this one is generous. */
const OTHER_LIMIT = 1_000_000;
const OTHER_WINDOW_MS = 1_000;
const GLOBAL_WINDOW_MS = 1_000;
/** Expired buckets are deleted above this number. */
const MANY_BUCKETS = 10_000;

/** Counts requests in fixed windows: per route and channel, server or webhook, and for the whole app. */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #buckets = new Map<string, Bucket>();
  readonly #hashes = new Map<string, string>();
  #global: Bucket;

  constructor(limits: RateLimits) {
    this.#limits = limits;
    this.#global = { limit: limits.requestsPerSecond, left: limits.requestsPerSecond, resetAtMs: 0 };
  }

  /** Counts one request. */
  count(method: string, path: string): Verdict {
    const now = Date.now();
    if (!isInteractionEndpoint(path) && !use(this.#global, now, GLOBAL_WINDOW_MS)) {
      const retryAfter = (this.#global.resetAtMs - now) / 1_000;
      return {
        headers: { 'x-ratelimit-global': 'true', ...retryHeaders(retryAfter, 'global') },
        retryAfter,
        isGlobal: true,
      };
    }
    const route = routeOf(method, path);
    const [limit, windowMs] = this.#limitOf(route);
    const bucket = this.#bucket(`${route}:${majorOf(path)}`, limit, now);
    const isFine = use(bucket, now, windowMs);
    const resetAfter = Math.max(0, bucket.resetAtMs - now) / 1_000;
    const headers = {
      'x-ratelimit-limit': String(bucket.limit),
      'x-ratelimit-remaining': String(bucket.left),
      'x-ratelimit-reset': (bucket.resetAtMs / 1_000).toFixed(3),
      'x-ratelimit-reset-after': resetAfter.toFixed(3),
      'x-ratelimit-bucket': this.#hash(route),
    };
    if (isFine) return { headers, isGlobal: false };
    return { headers: { ...headers, ...retryHeaders(resetAfter, 'user') }, retryAfter: resetAfter, isGlobal: false };
  }

  /**
   * Counts a change of a channel's name or topic. The headers of other answers don't tell of this limit.
   *
   * @returns In how many seconds it can be tried again, if there were too many.
   */
  countRename(method: string, path: string, body: unknown): number | undefined {
    const { renamesPerChannel: limit } = this.#limits;
    const isRename =
      method === 'PATCH' && /^\/channels\/\d+$/.test(path) && isRecord(body) && RENAMES.some((key) => key in body);
    if (limit === undefined || !isRename) return undefined;
    const now = Date.now();
    const bucket = this.#bucket(`rename:${majorOf(path)}`, limit, now);
    return use(bucket, now, RENAMES_WINDOW_MS) ? undefined : (bucket.resetAtMs - now) / 1_000;
  }

  #limitOf(route: string): readonly [limit: number, windowMs: number] {
    const { messagesPerChannel, reactionsPerChannel = OTHER_LIMIT } = this.#limits;
    if (route === 'POST /channels/:id/messages') return [messagesPerChannel, MESSAGES_WINDOW_MS];
    if (route === 'PUT /channels/:id/messages/:id/reactions/:emoji/@me')
      return [reactionsPerChannel, REACTIONS_WINDOW_MS];
    return [OTHER_LIMIT, OTHER_WINDOW_MS];
  }

  #bucket(key: string, limit: number, now: number): Bucket {
    const existing = this.#buckets.get(key);
    if (existing) return existing;
    if (this.#buckets.size >= MANY_BUCKETS) {
      for (const [old, { resetAtMs }] of this.#buckets) if (resetAtMs < now) this.#buckets.delete(old);
    }
    const created = { limit, left: limit, resetAtMs: 0 };
    this.#buckets.set(key, created);
    return created;
  }

  #hash(route: string): string {
    const known = this.#hashes.get(route);
    if (known !== undefined) return known;
    const hash = createHash('md5').update(route).digest('hex');
    this.#hashes.set(route, hash);
    return hash;
  }
}

const RENAMES = ['name', 'topic'];

/** The headers of a 429 response. */
export function retryHeaders(retryAfterSeconds: number, scope: 'user' | 'global'): Record<string, string> {
  return { 'retry-after': String(Math.ceil(retryAfterSeconds)), 'x-ratelimit-scope': scope };
}

/** Uses one request up. Returns false when there is none left. */
function use(bucket: Bucket, now: number, windowMs: number): boolean {
  if (now >= bucket.resetAtMs) {
    bucket.resetAtMs = now + windowMs;
    bucket.left = bucket.limit;
  }
  if (bucket.left <= 0) return false;
  bucket.left -= 1;
  return true;
}

/** Interaction endpoints don't count towards the global limit. Source: topics/rate-limits. */
function isInteractionEndpoint(path: string): boolean {
  return path.startsWith('/interactions/') || path.startsWith('/webhooks/');
}

/** The route without its ids. Discord names a bucket after it. */
function routeOf(method: string, path: string): string {
  const shape = path
    .replace(/\d{17,20}/g, ':id')
    .replace(/(\/reactions)\/[^/]+/, '$1/:emoji')
    .replace(/^(\/(?:webhooks|interactions)\/:id)\/[^/]+/, '$1/:token');
  return `${method} ${shape}`;
}

/** The id that limits are counted for: the first one in the path, together with a webhook's token. */
function majorOf(path: string): string {
  const [, kind, id, token] = path.split('/');
  return kind === 'webhooks' || kind === 'interactions' ? `${id}/${token}` : (id ?? '');
}
