import { ApplicationFlags } from 'discord-api-types/v10';
import type { Api } from './Api.ts';

/** The bot's application, whose id is the bot's own. */
export function applicationOf({ world, gateway }: Api): object {
  const { id, username } = world.bot;
  return {
    id,
    name: username,
    icon: null,
    description: '',
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: gateway.settings.messageContent ? ApplicationFlags.GatewayMessageContent : 0,
    bot: world.bot.toApi(),
    owner: { id: '1', username: 'owner', discriminator: '0', global_name: null, avatar: null },
    team: null,
    approximate_guild_count: world.guilds.size,
  };
}
