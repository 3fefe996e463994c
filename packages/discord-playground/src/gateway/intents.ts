import { GatewayIntentBits as Intent } from 'discord-api-types/v10';

/** Every bit that means something; any other closes the connection with 4013. */
export const ALL_INTENTS = Object.values(Intent)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/** The bits that an app may only use once Discord has granted them; asking for one without closes with 4014. */
export function ungranted(intents: number, messageContent: boolean): number {
  const granted = messageContent ? Intent.MessageContent : 0;
  return intents & (Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent) & ~granted;
}
