/** What came back from an address. */
export type Asked =
  | { readonly kind: 'alive' }
  /** It answers, but somewhere else: `to` is where it led in the end. */
  | { readonly kind: 'moved'; readonly to: string }
  /** It is there, but shows itself to people with a browser alone: look yourself. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'dead'; readonly why: string };

/** Statuses with which servers turn programs away, whatever the page: "log in", "forbidden" and "too many requests". */
const REFUSALS = new Set([401, 403, 429]);

/**
 * Asks whether an address still leads to something: with HEAD, and with GET when that does not succeed, since many
 * servers answer HEAD wrongly.
 *
 * @param timeoutMs - For each of the two.
 */
export async function askAddress(address: string, timeoutMs: number): Promise<Asked> {
  try {
    const head = await ask(address, 'HEAD', timeoutMs).catch(() => undefined);
    return meaningOf(address, head?.ok ? head : await ask(address, 'GET', timeoutMs));
  } catch (error) {
    return { kind: 'dead', why: reason(error, timeoutMs) };
  }
}

async function ask(address: string, method: 'HEAD' | 'GET', timeoutMs: number): Promise<Response> {
  const response = await fetch(address, { method, signal: AbortSignal.timeout(timeoutMs) });
  // Nobody reads the page, and a body left open keeps its connection.
  await response.body?.cancel();
  return response;
}

function meaningOf(address: string, { ok, status, url }: Response): Asked {
  if (REFUSALS.has(status)) return { kind: 'refused', why: `status ${status}` };
  if (!ok) return { kind: 'dead', why: `status ${status}` };
  return url === withoutFragment(address) ? { kind: 'alive' } : { kind: 'moved', to: url };
}

/** As a response names its address. */
function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/** `fetch` says no more than "fetch failed" itself: what happened is its cause. */
function reason(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} s`;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause ? String(cause.code) : cause.message;
}
