import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationCommandOptionType, type AutocompleteInteraction } from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { slashCommands } from './allCommands.ts';
import { MAX_CHOICES } from './Command.ts';
import { refusalOf } from '../refusals.ts';

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
  const timeout = new AbortController();
  const none = sleep(TIMEOUT_MS, [], { signal: timeout.signal }).catch(() => []);
  try {
    const isNumber = interaction.options.getFocused(true).type === ApplicationCommandOptionType.Integer;
    const choices = (await Promise.race([found, none]))
      .map(({ id, label }) => ({ name: clipped(label, MAX_CHOICE_TEXT), value: isNumber ? Number(id) : id }))
      // Another version of the command may have had another type of option: Discord refuses what is no number there.
      .filter(({ value }) => !Number.isNaN(value));
    await interaction.respond(choices);
  } catch (error) {
    if (refusalOf(error)) log.debug(details, 'offered choices too late');
    else log.error({ err: error, ...details }, 'could not offer choices');
  } finally {
    timeout.abort();
  }
}

async function findChoices(interaction: AutocompleteInteraction, context: BotContext): Promise<readonly Choice[]> {
  const command = slashCommands.get(interaction.commandName);
  const choices = (await command?.autocomplete?.(interaction, context)) ?? [];
  return choices.filter(({ id, label }) => id.length <= MAX_CHOICE_TEXT && label !== '').slice(0, MAX_CHOICES);
}
