import { CHANNEL_MODES, type ChannelMode, type SettingsChange } from '../../store/Store.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import * as ids from '../customIds.ts';
import { requireRight } from '../permissions.ts';
import type { BotResponse, ControlInteraction } from '../respond.ts';
import { checkMessage } from '../settings/checkMessage.ts';
import {
  limitsForm,
  limitsOf,
  quietHoursForm,
  quietHoursOf,
  retentionForm,
  retentionOf,
} from '../settings/settingsForms.ts';
import {
  INHERIT,
  LOG_CHANNEL_TYPES,
  MAX_CHANNELS,
  MAX_ROLES,
  settingsMessage,
  TALK_CHANNEL_TYPES,
} from '../settings/settingsMessage.ts';
import { NO_SUCH_CHANNEL, NO_SUCH_MODE, ROLE_OF_EVERYONE } from '../settings/strings.ts';
import { SERVER_ONLY } from '../strings.ts';
import { control, isButton, isChannelMenu, isMenu, isModal, isRoleMenu } from './Control.ts';

/** Sets the roles whose members edit answers, possibly none. */
export const editorRoles = control(ids.EDITOR_ROLES, isRoleMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => {
    const { values, guild, guildId } = interaction;
    if (guildId !== null && values.includes(guildId)) throw new UserError('everyone', ROLE_OF_EVERYONE);
    const existing = values.filter((id) => guild?.roles.cache.has(id));
    return { editorRoleIds: [...new Set(existing)].slice(0, MAX_ROLES) };
  }),
);

/** Sets the channel where changes are logged, or none. */
export const logChannel = control(ids.LOG_CHANNEL, isChannelMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => {
    const [chosen] = interaction.values;
    return { logChannelId: chosen === undefined ? null : known(interaction, chosen, LOG_CHANNEL_TYPES) };
  }),
);

/** Asks for the mode of a channel. */
export const channelToSet = control(
  ids.CHANNEL_TO_SET,
  isChannelMenu,
  'update',
  async (interaction, _state, context) => {
    const { settings } = await requireRight('change-settings', interaction, context);
    const [chosen] = interaction.values;
    const chosenId = chosen === undefined ? undefined : known(interaction, chosen, TALK_CHANNEL_TYPES);
    return settingsMessage({ settings, guild: interaction.guild, canReadMessages: context.messageContent, chosenId });
  },
);

/** Discord's own limit for the channels of a server; threads that were set and are gone make room. */
const MOST_CHANNELS = 500;

/** Sets the mode of a channel, or of all others. */
export const mode = control(ids.MODE, isMenu, 'update', (interaction, { channelId }, context) => {
  const [chosen = ''] = interaction.values;
  const isMode = (CHANNEL_MODES as readonly string[]).includes(chosen);
  if (!isMode && !(chosen === INHERIT && channelId !== undefined)) throw new UserError('no-such-mode', NO_SUCH_MODE);
  if (channelId === undefined) return save(interaction, context, { defaultMode: chosen as ChannelMode });
  return save(
    interaction,
    context,
    ({ channelModes }) => {
      known(interaction, channelId, TALK_CHANNEL_TYPES);
      const { [channelId]: _before, ...others } = channelModes;
      const kept = Object.entries(others).slice(-(MOST_CHANNELS - 1));
      const own = isMode ? { [channelId]: chosen as ChannelMode } : {};
      return { channelModes: { ...Object.fromEntries(kept), ...own } };
    },
    channelId,
  );
});

export const setLimits = control(ids.SET_LIMITS, isButton, 'modal', async (interaction, _state, context) =>
  limitsForm((await requireRight('change-settings', interaction, context)).settings.limits),
);

export const saveLimits = control(ids.SAVE_LIMITS, isModal, 'update', (interaction, _state, context) =>
  save(interaction, context, () => ({ limits: limitsOf(interaction) })),
);

/** Sets where the bot may reply as often as it is asked, possibly nowhere. */
export const unlimited = control(ids.UNLIMITED, isChannelMenu, 'update', (interaction, _state, context) =>
  save(interaction, context, () => {
    const chosen = interaction.values.map((id) => known(interaction, id, TALK_CHANNEL_TYPES));
    return { unlimitedChannelIds: [...new Set(chosen)].slice(0, MAX_CHANNELS) };
  }),
);

export const setQuietHours = control(ids.SET_QUIET_HOURS, isButton, 'modal', async (interaction, _state, context) =>
  quietHoursForm((await requireRight('change-settings', interaction, context)).settings.quietHours),
);

export const saveQuietHours = control(ids.SAVE_QUIET_HOURS, isModal, 'update', (interaction, _state, context) =>
  save(interaction, context, () => ({ quietHours: quietHoursOf(interaction) })),
);

/** Says on or off, not the other way round: two moderators may press it at once. */
export const pictures = control(ids.PICTURES, isButton, 'update', (interaction, { turn }, context) =>
  save(interaction, context, () => ({ pictures: turn === 'on' })),
);

export const setRetention = control(ids.SET_RETENTION, isButton, 'modal', async (interaction, _state, context) =>
  retentionForm((await requireRight('change-settings', interaction, context)).settings.questionRetentionDays),
);

export const saveRetention = control(ids.SAVE_RETENTION, isModal, 'update', (interaction, _state, context) =>
  save(interaction, context, () => ({ questionRetentionDays: retentionOf(interaction) })),
);

export const check = control(ids.CHECK, isButton, 'private', async (interaction, _state, context) => {
  const { settings } = await requireRight('change-settings', interaction, context);
  const { guild } = interaction;
  if (!guild) throw new UserError('server-only', SERVER_ONLY);
  return checkMessage({ settings, guild, canReadMessages: context.messageContent });
});

/** The id of a channel of this server. @throws UserError `no-such-channel` */
function known({ guild }: ControlInteraction, channelId: string, types: readonly number[]): string {
  const channel = guild?.channels.cache.get(channelId);
  if (channel && types.includes(channel.type)) return channelId;
  throw new UserError('no-such-channel', NO_SUCH_CHANNEL);
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
  return settingsMessage({ settings, guild: interaction.guild, canReadMessages: context.messageContent, chosenId });
}
