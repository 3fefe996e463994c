import { answer } from './answer/answer.ts';
import { answerThis } from './answerThis.ts';
import { ask } from './ask.ts';
import type { MessageCommand, SlashCommand } from './Command.ts';
import { compare } from './compare.ts';
import { help } from './help.ts';
import { lineage } from './lineage.ts';
import { model } from './model.ts';
import { saveAsAnswer } from './saveAsAnswer.ts';
import { settings } from './settings.ts';

const slash: readonly SlashCommand[] = [ask, lineage, compare, model, help, answer, settings];
const message: readonly MessageCommand[] = [answerThis, saveAsAnswer];

/** By name. */
export const slashCommands: ReadonlyMap<string, SlashCommand> = new Map(slash.map((one) => [one.data.name, one]));

/** By name. */
export const messageCommands: ReadonlyMap<string, MessageCommand> = new Map(message.map((one) => [one.data.name, one]));

/** What is registered with Discord. */
export const allCommands: readonly (SlashCommand | MessageCommand)[] = [...slash, ...message];
