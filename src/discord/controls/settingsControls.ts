import { ButtonStyle } from 'discord.js';
import { CHANNEL_MODES, type ChannelMode, type GuildSettings, type SettingsChange } from '../../store/Store.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { button, message, row, text, typedInto } from '../components.ts';
import * as ids from '../customIds.ts';
import { BUTTONS } from '../editing/strings.ts';
import { requireRight } from '../permissions.ts';
import { apologyFor, type BotResponse, type ControlInteraction } from '../respond.ts';
import { checkMessage } from '../settings/checkMessage.ts';
import { DIALOGS, openSettingsDialog, reopenSettingsDialog } from '../settings/settingsDialogs.ts';
import {
  INHERIT,
  LOG_CHANNEL_TYPES,
  MAX_CHOSEN,
  settingsMessage,
  type SettingsView,
  TALK_CHANNEL_TYPES,
} from '../settings/settingsMessage.ts';
import { NO_SUCH_CHANNEL, ROLE_OF_EVERYONE } from '../settings/strings.ts';
import { SERVER_ONLY, UNKNOWN_CHOICE } from '../strings.ts';
import { control, isButton, isChannelMenu, isMenu, isModal, isRoleMenu } from './Control.ts';

/** Sets the roles whose members edit answers, possibly none. */
export const editorRoles = control(ids.EDITOR_ROLES, isRoleMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => {
    const { values, guild, guildId } = interaction;
    if (guildId !== null && values.includes(guildId)) throw new UserError('everyone', ROLE_OF_EVERYONE);
    const existing = values.filter((id) => guild?.roles.cache.has(id));
    return { editorRoleIds: [...new Set(existing)].slice(0, MAX_CHOSEN) };
  }),
);

/** Sets the channel where changes are logged, or none. */
export const logChannel = control(ids.LOG_CHANNEL, isChannelMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => ({
    logChannelId: knownChannels(interaction, interaction.values, LOG_CHANNEL_TYPES)[0] ?? null,
  })),
);

/** Asks for the mode of a channel. */
export const channelToSet = control(ids.CHANNEL_TO_SET, isChannelMenu, 'update', async (interaction, _, context) => {
  const { settings } = await requireRight('change-settings', interaction, context);
  const [chosenId] = knownChannels(interaction, interaction.values, TALK_CHANNEL_TYPES);
  return shown(interaction, settings, context, { chosenId });
});

/** Discord's own limit for the channels of a server; threads that were set and are gone make room. */
const MOST_CHANNELS = 500;

/** Sets the mode of a channel, or of all others. */
export const mode = control(ids.MODE, isMenu, 'update', (interaction, { channelId }, context) => {
  const [chosen = ''] = interaction.values;
  const own = CHANNEL_MODES.find((one) => one === chosen);
  if (own === undefined && (chosen !== INHERIT || channelId === undefined)) {
    throw new UserError('unknown-choice', UNKNOWN_CHOICE);
  }
  if (channelId === undefined) return save(interaction, context, { defaultMode: own as ChannelMode });
  const change = ({ channelModes }: GuildSettings): Partial<GuildSettings> => {
    knownChannels(interaction, [channelId], TALK_CHANNEL_TYPES);
    const { [channelId]: _before, ...others } = channelModes;
    const kept = Object.fromEntries(Object.entries(others).slice(-(MOST_CHANNELS - 1)));
    return { channelModes: { ...kept, ...(own && { [channelId]: own }) } };
  };
  return save(interaction, context, change, channelId);
});

/** Sets where the bot may reply as often as it is asked, possibly nowhere. */
export const unlimited = control(ids.UNLIMITED, isChannelMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => {
    const chosen = knownChannels(interaction, interaction.values, TALK_CHANNEL_TYPES);
    return { unlimitedChannelIds: [...new Set(chosen)].slice(0, MAX_CHOSEN) };
  }),
);

/** Says on or off, not the other way round: two moderators may press it at once. */
export const pictures = control(ids.PICTURES, isButton, 'update', (interaction, { turn }, context) =>
  save(interaction, context, { pictures: turn === 'on' }),
);

/** The buttons that open the dialogs of settings, and the dialogs. */
export const dialogs = DIALOGS.flatMap((one) => [
  control(one.open, isButton, 'modal', async (interaction, _state, context) => {
    const { settings } = await requireRight('change-settings', interaction, context);
    return openSettingsDialog(one, one.filledIn(settings));
  }),
  control(one.save, isModal, 'update', async (interaction, _state, context) => {
    const typed = typedInto(one.fields, interaction);
    try {
      return await save(interaction, context, one.read(typed));
    } catch (error) {
      const state = { name: one.name, typed: Object.values(typed) };
      const again = button(BUTTONS.edit, ids.SET_AGAIN, state, ButtonStyle.Primary);
      if (!(error instanceof UserError)) {
        context.log.error({ err: error, guild: interaction.guildId }, 'could not save settings');
        return { privately: message(text(apologyFor(error)), row(again)) };
      }
      const { settings } = await requireRight('change-settings', interaction, context);
      return shown(interaction, settings, context, { refused: { why: error.message, again } });
    }
  }),
]);

/** Opens a dialog again with what was refused. */
export const setAgain = control(ids.SET_AGAIN, isButton, 'modal', async (interaction, { name, typed }, context) => {
  await requireRight('change-settings', interaction, context);
  return reopenSettingsDialog(name, typed);
});

export const check = control(ids.CHECK, isButton, 'private', async (interaction, _state, context) => {
  const { settings } = await requireRight('change-settings', interaction, context);
  const { guild } = interaction;
  if (!guild) throw new UserError('server-only', SERVER_ONLY);
  return checkMessage({ settings, guild, canReadMessages: context.messageContent });
});

/** Ids of channels of this server. @throws UserError `no-such-channel` */
function knownChannels(
  { guild }: ControlInteraction,
  channelIds: readonly string[],
  types: readonly number[],
): readonly string[] {
  // A malformed event can leave a channel without a proper id in the cache.
  const isKnown = (id: string): boolean =>
    /^\d+$/.test(id) && types.includes(guild?.channels.cache.get(id)?.type ?? NaN);
  if (!channelIds.every(isKnown)) throw new UserError('no-such-channel', NO_SUCH_CHANNEL);
  return channelIds;
}

async function save(
  interaction: ControlInteraction,
  context: BotContext,
  change: SettingsChange,
  chosenId?: string,
): Promise<BotResponse> {
  const { log } = context;
  const { guildId } = await requireRight('change-settings', interaction, context);
  const settings = await context.settings.save(guildId, change);
  log.info({ guild: guildId, user: interaction.user.id, settings }, 'settings were changed');
  return shown(interaction, settings, context, { chosenId });
}

const shown = (
  { guild }: ControlInteraction,
  settings: GuildSettings,
  { messageContent }: BotContext,
  more: Pick<SettingsView, 'chosenId' | 'refused'>,
): BotResponse => settingsMessage({ settings, guild, canReadMessages: messageContent, ...more });
