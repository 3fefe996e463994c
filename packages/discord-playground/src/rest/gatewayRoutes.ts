import { Hono } from 'hono';
import type { Api, ApiEnv, ApiRoutes } from './Api.ts';

/** Where the gateway is, and how many shards are recommended. */
export function gatewayRoutes({ gateway, url }: Api): ApiRoutes {
  const address = url.replace('http', 'ws') + '/gateway';
  return new Hono<ApiEnv>()
    .get('/gateway', (c) => c.json({ url: address }))
    .get('/gateway/bot', (c) =>
      c.json({ url: address, shards: gateway.settings.shards, session_start_limit: gateway.identifies.toApi() }),
    );
}
