/** Discord's REST API, where invitations can be looked up. */
export interface InviteSource {
  readonly apiUrl: string;
  /** Discord answers without one, too. */
  readonly token?: string | undefined;
}

/** Codes of invitations, where nothing hides them: `discord.gg/abc`, `https://discord.com/invite/abc`. */
const CODES = /(?:discord\.gg|discord(?:app)?\.com\/invite)\/([\w-]{2,64})/gi;

/** So many are looked up at once; the others count as another server's. */
const MAX_CODES = 20;

const TIMEOUT_MS = 3_000;

/** Invitations that led somewhere. Those can't change their server. */
const MAX_KNOWN = 1_000;

/**
 * Tells a server's own invitations, the commonest answer of all, from those to other servers. What Discord doesn't say in time
 * counts as another server's.
 */
export class OwnInvites {
  readonly #source: InviteSource | undefined;
  readonly #servers = new Map<string, string>();

  /** @param source - Without one, no invitation counts as the server's own. */
  constructor(source?: InviteSource) {
    this.#source = source;
  }

  /** @returns The codes in the texts that lead to this server. */
  async codesIn(texts: readonly string[], guildId: string): Promise<ReadonlySet<string>> {
    const codes = new Set(texts.flatMap((text) => [...text.matchAll(CODES)].map(([, code]) => code!)));
    const found = await Promise.all(
      [...codes].slice(0, MAX_CODES).map(async (code) => ((await this.#serverOf(code)) === guildId ? [code] : [])),
    );
    return new Set(found.flat());
  }

  async #serverOf(code: string): Promise<string | undefined> {
    const known = this.#servers.get(code);
    if (known !== undefined || !this.#source) return known;
    const { apiUrl, token } = this.#source;
    try {
      const response = await fetch(`${apiUrl}/v10/invites/${code}`, {
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(token !== undefined && { headers: { authorization: `Bot ${token}` } }),
      });
      const invite: unknown = response.ok ? await response.json() : undefined;
      const server = serverIn(invite);
      if (server !== undefined && this.#servers.size < MAX_KNOWN) this.#servers.set(code, server);
      return server;
    } catch {
      return undefined;
    }
  }
}

/** https://docs.discord.com/developers/resources/invite */
function serverIn(invite: unknown): string | undefined {
  if (typeof invite !== 'object' || invite === null) return undefined;
  const { guild, guild_id: id } = invite as { guild?: { id?: unknown } | null; guild_id?: unknown };
  const server = guild?.id ?? id;
  return typeof server === 'string' ? server : undefined;
}
