import { answer, saveAsAnswer } from './answer.ts';
import { answerThis, ask } from './ask.ts';
import type { MessageCommand, SlashCommand } from './Command.ts';
import { help, settings } from './helpAndSettings.ts';
import { privacy, propose, review, stats } from './learning.ts';
import { compare, lineage, model } from './models.ts';

const slash: readonly SlashCommand[] = [
  ask,
  lineage,
  compare,
  model,
  help,
  answer,
  review,
  stats,
  settings,
  propose,
  privacy,
];
const message: readonly MessageCommand[] = [answerThis, saveAsAnswer];

export const slashCommands: ReadonlyMap<string, SlashCommand> = new Map(slash.map((one) => [one.data.name, one]));

export const messageCommands: ReadonlyMap<string, MessageCommand> = new Map(message.map((one) => [one.data.name, one]));

export const allCommands: readonly (SlashCommand | MessageCommand)[] = [...slash, ...message];
