import { setTimeout as sleep } from 'node:timers/promises';
import type { AutocompleteInteraction } from 'discord.js';
import type { Choice } from '../answers/AnswerBook.ts';
import { clipped } from '../replies/characters.ts';
import { slashCommands } from './commands/allCommands.ts';
import { MAX_CHOICES } from './commands/modelOption.ts';
import { isRefusal, TOO_LATE } from './isRefusal.ts';
import type { Surroundings } from './Surroundings.ts';

/** Of a choice's name and of its value: https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICE_TEXT = 100;

/** After this nobody waits for a list any more: they have typed on, and Discord gives up after 3 s. */
const NOTHING_AFTER_MS = 2_000;

/** Offers choices while somebody types into an option; nothing when they take too long or cannot be found. Never rejects. */
export async function offerChoices(interaction: AutocompleteInteraction, surroundings: Surroundings): Promise<void> {
  const { log } = surroundings;
  const context = { interaction: interaction.id, command: interaction.commandName, guild: interaction.guildId };
  const found = findChoices(interaction, surroundings).catch((error: unknown) => {
    log.error({ err: error, ...context }, 'could not find choices to offer');
    return [];
  });
  const late = new AbortController();
  const nothing = sleep(NOTHING_AFTER_MS, [], { signal: late.signal }).catch(() => []);
  try {
    const choices = await Promise.race([found, nothing]);
    await interaction.respond(choices.map(({ id, label }) => ({ name: clipped(label, MAX_CHOICE_TEXT), value: id })));
  } catch (error) {
    if (isRefusal(error, TOO_LATE)) log.debug(context, 'offered choices too late');
    else log.error({ err: error, ...context }, 'could not offer choices');
  } finally {
    late.abort();
  }
}

async function findChoices(interaction: AutocompleteInteraction, { books }: Surroundings): Promise<readonly Choice[]> {
  const command = slashCommands.get(interaction.commandName);
  const book = await books.of(interaction.guildId ?? undefined);
  const choices = command?.autocomplete?.(interaction.options.getFocused(true), book) ?? [];
  return choices.filter(({ id, label }) => id.length <= MAX_CHOICE_TEXT && label !== '').slice(0, MAX_CHOICES);
}
