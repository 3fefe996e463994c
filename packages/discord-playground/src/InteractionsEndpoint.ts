import { generateKeyPairSync, sign } from 'node:crypto';
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { type Interaction, interactionPayload } from './world/Interaction.ts';
import type { World } from './world/World.ts';

/** The address that an app takes interactions at, instead of over the gateway. Source: interactions/overview. */
export class InteractionsEndpoint {
  /** 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly #world: World;
  readonly #apiUrl: string;
  #url: string | undefined;

  /** @param during - Counts work as traffic until it is done. */
  constructor(world: World, apiUrl: string, during: (work: () => Promise<void>) => Promise<void>) {
    this.#world = world;
    this.#apiUrl = apiUrl;
    const { x } = this.#keys.publicKey.export({ format: 'jwk' });
    this.publicKey = Buffer.from(x!, 'base64url').toString('hex');
    world.watch((change) => {
      const url = this.#url;
      if (change.kind !== 'interaction' || url === undefined) return;
      // The member who waits for the answer says that there was none.
      void during(() => this.#deliver(url, change.interaction)).catch(() => {});
    });
  }

  get isSet(): boolean {
    return this.#url !== undefined;
  }

  async set(url: string): Promise<void> {
    const ping = JSON.stringify({ id: '0', type: InteractionType.Ping, version: 1 });
    const signed = await this.#post(url, ping);
    const pong = (await signed.json().catch(() => ({}))) as { type?: unknown };
    if (!signed.ok || pong.type !== InteractionResponseType.Pong) {
      throw new Error(`${url} answered a PING with status ${signed.status}, not with a PONG.`);
    }
    const unsigned = await this.#post(url, ping, '0'.repeat(128));
    if (unsigned.status !== 401) {
      throw new Error(`${url} answered a wrong signature with status ${unsigned.status}, not with 401.`);
    }
    this.#url = url;
  }

  /** An answer in the response is the same as one through the callback, which checks it. */
  async #deliver(url: string, interaction: Interaction): Promise<void> {
    const response = await this.#post(url, JSON.stringify(interactionPayload(interaction, this.#world.bot)));
    const body = await response.text();
    if (response.status !== 200) return;
    const type = response.headers.get('content-type') ?? 'application/json';
    await fetch(`${this.#apiUrl}/v10/interactions/${interaction.id}/${interaction.token}/callback`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  }

  #post(url: string, body: string, signature?: string): Promise<Response> {
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const own = sign(null, Buffer.from(timestamp + body), this.#keys.privateKey).toString('hex');
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': signature ?? own,
        'x-signature-timestamp': timestamp,
      },
      body,
    });
  }
}
