import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';

export interface ClientSettings {
  readonly apiUrl: string;
  readonly messageContent: boolean;
  readonly requestsPerSecond: number;
}

const isSelf = (someone: { readonly id: string; readonly client: Client }): boolean =>
  someone.id === someone.client.user?.id;

/** An unconnected client that keeps in memory only what answering needs. */
export function createClient({ apiUrl, messageContent, requestsPerSecond }: ClientSettings): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // A direct message arrives without its channel having been announced.
    partials: [Partials.Channel],
    shards: 'auto',
    failIfNotExists: false,
    // The net below every single message: whoever forgets to say whom a message may ping, pings nobody.
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api: apiUrl, globalRequestsPerSecond: requestsPerSecond },
    // Whatever grows while the bot runs is not kept: messages, people and reactions are used when they arrive and never
    // looked up again. Servers, channels and roles stay, because permissions are computed from them.
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: isSelf },
      GuildMemberManager: { maxSize: 0, keepOverLimit: isSelf },
      ThreadMemberManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      ApplicationCommandManager: 0,
      EntitlementManager: 0,
    }),
    // Archived threads are forgotten after four hours, looked for once an hour: discord.js's own defaults.
    sweepers: Options.DefaultSweeperSettings,
  });
}
