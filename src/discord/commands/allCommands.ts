import { ApplicationCommandOptionType } from 'discord.js';
import type { APIApplicationCommand, ApplicationCommand, AutocompleteInteraction, Client } from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { within } from '../../shared/concurrency.ts';
import type { Log } from '../../shared/Log.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { knowCommand } from '../present.ts';
import { isExpected, refusalOf } from '../refusals.ts';
import { guildNotFound } from '../strings.ts';
import { answer, saveAsAnswer } from './answer.ts';
import { MAX_CHOICES, type MessageCommand, type SlashCommand } from './Command.ts';
import { answerThis, ask, compare, help, lineage, model, privacy, propose } from './members.ts';
import { review, settings, stats } from './moderators.ts';

const slash: SlashCommand[] = [ask, lineage, compare, model, help, answer, review, stats, settings, propose, privacy];
const message: MessageCommand[] = [answerThis, saveAsAnswer];

export const slashCommands: ReadonlyMap<string, SlashCommand> = new Map(slash.map((one) => [one.data.name, one]));

export const messageCommands: ReadonlyMap<string, MessageCommand> = new Map(message.map((one) => [one.data.name, one]));

export const allCommands: readonly (SlashCommand | MessageCommand)[] = [...slash, ...message];

/**
 * Registers the commands with Discord, if they differ from those registered or those can't be read. So a start without
 * changes costs one read request. If Discord fails, that is logged, and the commands registered before keep working.
 *
 * @throws UserError `guild-not-found` when the bot is not in that server.
 */
export async function registerCommands(client: Client<true>, guildId: string | undefined, log: Log): Promise<void> {
  const { commands } = client.application;
  // Discord takes contexts only for global commands: those of one server are used in that server.
  const places = guildId ? { contexts: undefined, integration_types: undefined } : {};
  const wanted = allCommands.map(({ data }) => Object.assign({}, data, places));
  try {
    const registered = await commands
      .fetch({ withLocalizations: true, cache: false, ...(guildId && { guildId }) })
      .catch((err: unknown) => log.warn({ err }, 'could not read the registered commands'));
    const isRegistered = wanted.every((data) => registered?.some((command) => isSame(command, data, guildId)));
    const isCurrent = isRegistered && registered?.size === wanted.length;
    const current = isCurrent ? registered : await (guildId ? commands.set(wanted, guildId) : commands.set(wanted));
    for (const { name, id } of current.values()) knowCommand(client, name, id);
    if (isCurrent) return;
  } catch (error) {
    const { kind } = refusalOf(error) ?? {};
    if (guildId && (kind === 'not-allowed' || kind === 'gone')) {
      throw new UserError('guild-not-found', guildNotFound(guildId));
    }
    log.error({ err: error }, 'could not register the commands');
    return;
  }
  log.info({ commands: wanted.length, ...(guildId && { guild: guildId }) }, 'registered the commands');
}

function isSame(command: ApplicationCommand, data: object, guildId: string | undefined): boolean {
  // Of a server's command, Discord may state places although it takes none.
  const places = { contexts: command.contexts, integration_types: command.integrationTypes };
  return command.equals({ ...data, ...(guildId && places) } as APIApplicationCommand, true);
}

/** Of a choice's name and of its value: https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICE_TEXT = 100;

/** Discord stops waiting after 3 s, and by then people have typed on. */
const TIMEOUT_MS = 2_000;

/** Offers choices while somebody types into an option, or none if that fails or takes too long. Never rejects. */
export async function offerChoices(interaction: AutocompleteInteraction, context: BotContext): Promise<void> {
  const { log } = context;
  const details = { interaction: interaction.id, command: interaction.commandName, guild: interaction.guildId };
  const found = findChoices(interaction, context).catch((error: unknown) => {
    if (error instanceof UserError) log.debug({ code: error.code, ...details }, 'offered no choices');
    else log.error({ err: error, ...details }, 'could not find choices to offer');
    return [];
  });
  try {
    const isNumber = interaction.options.getFocused(true).type === ApplicationCommandOptionType.Integer;
    const choices = ((await within(TIMEOUT_MS, found)) ?? [])
      .map(({ id, label }) => ({ name: clipped(label, MAX_CHOICE_TEXT), value: isNumber ? Number(id) : id }))
      // Another version of the command may have had another type of option: Discord refuses what is no number there.
      .filter(({ value }) => !Number.isNaN(value));
    await interaction.respond(choices);
  } catch (error) {
    if (isExpected(error)) log.debug(details, 'offered choices too late');
    else log.error({ err: error, ...details }, 'could not offer choices');
  }
}

async function findChoices(interaction: AutocompleteInteraction, context: BotContext): Promise<readonly Choice[]> {
  const command = slashCommands.get(interaction.commandName);
  const choices = (await command?.autocomplete?.(interaction, context)) ?? [];
  return choices.filter(({ id, label }) => id.length <= MAX_CHOICE_TEXT && label !== '').slice(0, MAX_CHOICES);
}
