import { ButtonStyle } from 'discord.js';
import { CHANNEL_MODES, type ChannelMode, type SettingsChange } from '../../store/Store.ts';
import { UserError } from '../../shared/UserError.ts';
import { button, message, type MessageBody, row, text, typedInto } from '../components.ts';
import * as ids from '../customIds.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import { BUTTONS } from '../editing/strings.ts';
import { apologyFor, type ControlInteraction } from '../respond.ts';
import { DIALOGS, openSettingsDialog, reopenSettingsDialog } from '../settings/settingsDialogs.ts';
import {
  checkMessage,
  INHERIT,
  LOG_CHANNEL_TYPES,
  MAX_CHOSEN,
  settingsMessage,
  TALK_CHANNEL_TYPES,
  viewOf,
} from '../settings/settingsMessage.ts';
import { NO_SUCH_CHANNEL, ROLE_OF_EVERYONE } from '../settings/strings.ts';
import { SERVER_ONLY, UNKNOWN_CHOICE } from '../strings.ts';
import { type Control, control, settingsControl } from './Control.ts';

/** Discord's own limit for the channels of a server; threads that were set and are gone make room. */
const MOST_CHANNELS = 500;

/** Ids of channels of this server, each once. @throws UserError `no-such-channel` */
function knownChannels(
  { guild }: ControlInteraction,
  channelIds: readonly string[],
  types: readonly number[],
): readonly string[] {
  // A malformed event can leave a channel without a proper id in the cache.
  const isKnown = (id: string): boolean =>
    /^\d+$/.test(id) && types.includes(guild?.channels.cache.get(id)?.type ?? NaN);
  if (!channelIds.every(isKnown)) throw new UserError('no-such-channel', NO_SUCH_CHANNEL);
  return [...new Set(channelIds)];
}

async function save(session: EditorSession, change: SettingsChange, chosenId?: string): Promise<MessageBody> {
  const { log, person } = session;
  const settings = await session.settings.save(person.guildId, change);
  log.info({ guild: person.guildId, user: person.id, settings }, 'settings were changed');
  return settingsMessage({ ...viewOf(session), settings, chosenId });
}

export const settingsControls: readonly Control[] = [
  // The roles whose members edit answers, possibly none.
  settingsControl(ids.EDITOR_ROLES, 'update', (session, _state, { values, guild, guildId }) => {
    if (guildId !== null && values.includes(guildId)) throw new UserError('everyone', ROLE_OF_EVERYONE);
    const existing = values.filter((id) => guild?.roles.cache.has(id));
    return save(session, { editorRoleIds: [...new Set(existing)].slice(0, MAX_CHOSEN) });
  }),
  // The channel where changes are logged, or none.
  settingsControl(ids.LOG_CHANNEL, 'update', (session, _state, interaction) =>
    save(session, { logChannelId: knownChannels(interaction, interaction.values, LOG_CHANNEL_TYPES)[0] ?? null }),
  ),
  // Where the bot may reply as often as it is asked, possibly nowhere.
  settingsControl(ids.UNLIMITED, 'update', (session, _state, interaction) => {
    const chosen = knownChannels(interaction, interaction.values, TALK_CHANNEL_TYPES);
    return save(session, { unlimitedChannelIds: chosen.slice(0, MAX_CHOSEN) });
  }),
  // Says on or off, not the other way round: two moderators may press it at once.
  settingsControl(ids.PICTURES, 'update', (session, { turn }) => save(session, { pictures: turn === 'on' })),

  // Asks for the mode of a channel.
  settingsControl(ids.CHANNEL_TO_SET, 'update', (session, _state, interaction) => {
    const [chosenId] = knownChannels(interaction, interaction.values, TALK_CHANNEL_TYPES);
    return settingsMessage({ ...viewOf(session), chosenId });
  }),
  // The mode of a channel, or of all others.
  settingsControl(ids.MODE, 'update', (session, { channelId }, interaction) => {
    const [chosen = ''] = interaction.values;
    const own = CHANNEL_MODES.find((one) => one === chosen);
    if (own === undefined && (chosen !== INHERIT || channelId === undefined)) {
      throw new UserError('unknown-choice', UNKNOWN_CHOICE);
    }
    if (channelId === undefined) return save(session, { defaultMode: own as ChannelMode });
    knownChannels(interaction, [channelId], TALK_CHANNEL_TYPES);
    const change: SettingsChange = ({ channelModes }) => {
      const { [channelId]: _before, ...others } = channelModes;
      const kept = Object.fromEntries(Object.entries(others).slice(-(MOST_CHANNELS - 1)));
      return { channelModes: { ...kept, ...(own && { [channelId]: own }) } };
    };
    return save(session, change, channelId);
  }),

  settingsControl(ids.SET, 'modal', ({ guildSettings }, { name }) =>
    openSettingsDialog(name, DIALOGS[name].filledIn(guildSettings)),
  ),
  control(ids.SAVE, 'update', async (interaction, { name }, context) => {
    const { fields, read } = DIALOGS[name];
    const typed = typedInto(fields, interaction);
    try {
      return await save(await editorSession(interaction, context, 'change-settings'), read(typed));
    } catch (error) {
      const state = { name, typed: Object.values(typed) };
      const again = button(BUTTONS.edit, ids.SET_AGAIN, state, ButtonStyle.Primary);
      if (!(error instanceof UserError)) {
        context.log.error({ err: error, guild: interaction.guildId }, 'could not save settings');
        return { privately: message(text(apologyFor(error)), row(again)) };
      }
      const session = await editorSession(interaction, context, 'change-settings');
      return settingsMessage({ ...viewOf(session), refused: { why: error.message, again } });
    }
  }),
  // Opens a dialog again with what was refused.
  settingsControl(ids.SET_AGAIN, 'modal', (_session, { name, typed }) => reopenSettingsDialog(name, typed)),

  settingsControl(ids.CHECK, 'private', (session) => {
    const view = viewOf(session);
    if (!view.guild) throw new UserError('server-only', SERVER_ONLY);
    return checkMessage(view, view.guild);
  }),
];
