import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationCommandOptionType, type AutocompleteInteraction } from 'discord.js';
import type { Choice } from '../answers/AnswerBook.ts';
import { clipped } from '../shared/text.ts';
import { UserError } from '../shared/UserError.ts';
import { slashCommands } from './commands/allCommands.ts';
import { MAX_CHOICES } from './commands/Command.ts';
import { isRefusal, TOO_LATE } from './respond.ts';
import type { BotContext } from './Responder.ts';

/** Of a choice's name and of its value: https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICE_TEXT = 100;

/** After this nobody waits for a list any more: they have typed on, and Discord gives up after 3 s. */
const NOTHING_AFTER_MS = 2_000;

/** Offers choices while somebody types into an option; nothing when they take too long or cannot be found. Never rejects. */
export async function offerChoices(interaction: AutocompleteInteraction, botContext: BotContext): Promise<void> {
  const { log } = botContext;
  const context = { interaction: interaction.id, command: interaction.commandName, guild: interaction.guildId };
  const found = findChoices(interaction, botContext).catch((error: unknown) => {
    if (error instanceof UserError) log.debug({ code: error.code, ...context }, 'offered no choices');
    else log.error({ err: error, ...context }, 'could not find choices to offer');
    return [];
  });
  const late = new AbortController();
  const nothing = sleep(NOTHING_AFTER_MS, [], { signal: late.signal }).catch(() => []);
  try {
    const choices = await Promise.race([found, nothing]);
    const isNumber = interaction.options.getFocused(true).type === ApplicationCommandOptionType.Integer;
    await interaction.respond(
      choices.map(({ id, label }) => ({ name: clipped(label, MAX_CHOICE_TEXT), value: isNumber ? Number(id) : id })),
    );
  } catch (error) {
    if (isRefusal(error, TOO_LATE)) log.debug(context, 'offered choices too late');
    else log.error({ err: error, ...context }, 'could not offer choices');
  } finally {
    late.abort();
  }
}

async function findChoices(interaction: AutocompleteInteraction, botContext: BotContext): Promise<readonly Choice[]> {
  const command = slashCommands.get(interaction.commandName);
  const choices = (await command?.autocomplete?.(interaction, botContext)) ?? [];
  return choices.filter(({ id, label }) => id.length <= MAX_CHOICE_TEXT && label !== '').slice(0, MAX_CHOICES);
}
