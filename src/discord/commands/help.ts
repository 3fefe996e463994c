import type { ChatInputCommandInteraction } from 'discord.js';
import { answering } from './answering.ts';
import { type SlashCommand, slashCommand } from './Command.ts';
import { helpReply } from '../helpReply.ts';

/** `/help`: what the bot can do, for the asker alone. */
export const help: SlashCommand = {
  data: slashCommand('help', 'What you can ask, and how'),
  ...answering<ChatInputCommandInteraction>({
    isPrivate: () => true,
    run: (_interaction, desk) => ({ reply: helpReply(desk.book) }),
  }),
};
