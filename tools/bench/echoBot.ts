/**
 * The yardstick: the least a discord.js bot can do. It answers a mention with the text of the mention, and nothing else.
 * It reads its token and the address of Discord from where Whence reads them, so that both are started alike.
 */
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
  rest: { api: process.env.DISCORD_API_URL!, globalRequestsPerSecond: 1_000_000 },
});
client.on('error', console.error);
client.on('messageCreate', (message) => {
  if (message.author.bot || !message.mentions.users.has(client.user!.id)) return;
  message.reply({ content: message.content.slice(0, 2_000), allowedMentions: { parse: [] } }).catch(console.error);
});
process.on('SIGTERM', () => void client.destroy());
await client.login(process.env.DISCORD_TOKEN);
