import type { Hono } from 'hono';
import type { Faults } from '../Faults.ts';
import type { Gateway } from '../gateway/Gateway.ts';
import type { Refusal } from '../Refusal.ts';
import type { World } from '../world/World.ts';
import type { RateLimiter } from './RateLimiter.ts';
import type { UploadedFile } from './readBody.ts';

/** All that the routes work on. */
export interface Api {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  readonly refusals: Refusal[];
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
}

/** What is read before a route runs. */
export interface ApiEnv {
  Variables: {
    /** The parsed JSON; undefined without a body. */
    body: unknown;
    files: readonly UploadedFile[];
  };
}

export type ApiRoutes = Hono<ApiEnv>;
