import type { APIUser } from 'discord-api-types/v10';

/** An account: a person's or the bot's. */
export class User {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;

  constructor(id: string, username: string, bot = false) {
    this.id = id;
    this.username = username;
    this.bot = bot;
  }

  /** As Discord sends it. */
  toApi(): APIUser {
    return {
      id: this.id,
      username: this.username,
      discriminator: this.bot ? '0001' : '0',
      global_name: this.bot ? null : this.username,
      avatar: null,
      bot: this.bot,
    };
  }
}
