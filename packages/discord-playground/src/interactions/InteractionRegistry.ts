import type { Interaction } from './Interaction.ts';

/** How long follow-ups are possible. Source: interactions/receiving-and-responding. */
export const TOKEN_LIFETIME_MS = 15 * 60_000;

/** The interactions whose tokens may still be used. */
export class InteractionRegistry {
  readonly #byId = new Map<string, Interaction>();
  readonly #byToken = new Map<string, Interaction>();

  add(interaction: Interaction): void {
    this.#forgetExpired();
    this.#byId.set(interaction.id, interaction);
    this.#byToken.set(interaction.token, interaction);
  }

  find(id: string, token: string): Interaction | undefined {
    const interaction = this.#byId.get(id);
    return interaction?.token === token ? interaction : undefined;
  }

  byId(id: string): Interaction | undefined {
    return this.#byId.get(id);
  }

  byToken(token: string): Interaction | undefined {
    return this.#byToken.get(token);
  }

  /** The oldest stand first; twice the lifetime, so that late requests still learn that their token has expired. */
  #forgetExpired(): void {
    const before = Date.now() - 2 * TOKEN_LIFETIME_MS;
    for (const interaction of this.#byId.values()) {
      if (interaction.createdAtMs >= before) return;
      this.#byId.delete(interaction.id);
      this.#byToken.delete(interaction.token);
    }
  }
}
