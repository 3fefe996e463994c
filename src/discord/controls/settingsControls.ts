import { ButtonStyle } from 'discord.js';
import { timeOfDay, timeZoneOf } from '../../channels/modes.ts';
import { UserError } from '../../shared/UserError.ts';
import { CHANNEL_MODES, type GuildSettings, type Limits, MAX_RETENTION_DAYS } from '../../store/Store.ts';
import type { SettingsChange } from '../../store/Store.ts';
import { button, dialog, type Field, message, type MessageBody, row, text, typedInto } from '../components.ts';
import * as ids from '../customIds.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import { BUTTONS } from '../editing/strings.ts';
import { apologyFor, type ControlInteraction } from '../respond.ts';
import {
  checkMessage,
  INHERIT,
  LOG_CHANNEL_TYPES,
  MAX_CHOSEN,
  settingsMessage,
  TALK_CHANNEL_TYPES,
} from '../settings/settingsMessage.ts';
import * as strings from '../settings/strings.ts';
import { UNKNOWN_CHOICE } from '../strings.ts';
import { type Control, control, settingsControl } from './Control.ts';

/** What a button of `/settings` opens. */
interface SettingsDialog {
  readonly fields: Readonly<Record<string, Field>>;
  readonly filledIn: (settings: GuildSettings) => Record<string, string>;
  /** @throws UserError `bad-limit`, `bad-time`, `bad-time-zone` */
  readonly read: (typed: Readonly<Record<string, string>>) => Partial<GuildSettings>;
}

const { LIMITS_FORM, RETENTION_FORM, QUIET_HOURS_FORM } = strings;

/** The most that can be set, in the order of the form. More minutes than a day are a mistake. */
const MOST: Readonly<Record<keyof Limits, number>> = {
  perPerson: 100,
  perChannel: 100,
  minutes: 1_440,
  repeatMinutes: 1_440,
};

/** A value for each limit. */
const limitsFrom = <Value>(valueOf: (name: keyof Limits) => Value): Record<keyof Limits, Value> => {
  const names = Object.keys(MOST) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<keyof Limits, Value>;
};

const DIALOGS: Readonly<Record<ids.SettingsDialogName, SettingsDialog>> = {
  limits: {
    fields: limitsFrom((name) => ({ ...LIMITS_FORM[name], maxLength: 4 })),
    filledIn: ({ limits }) => limitsFrom((name) => String(limits[name])),
    read(typed) {
      const read = (name: keyof Limits): number =>
        wholeNumber(typed[name]!, LIMITS_FORM[name].label, name === 'minutes' ? 1 : 0, MOST[name]);
      return { limits: limitsFrom(read) };
    },
  },
  retention: {
    fields: { days: { ...RETENTION_FORM, maxLength: 2 } },
    filledIn: ({ questionRetentionDays }) => ({ days: String(questionRetentionDays) }),
    read: ({ days = '' }) => ({
      questionRetentionDays: wholeNumber(days, RETENTION_FORM.label, 0, MAX_RETENTION_DAYS),
    }),
  },
  quietHours: {
    fields: {
      from: { ...QUIET_HOURS_FORM.quietFrom, maxLength: 5 },
      until: { ...QUIET_HOURS_FORM.quietUntil, maxLength: 5 },
      timeZone: { ...QUIET_HOURS_FORM.timeZone, maxLength: 50 },
    },
    filledIn: ({ quietHours }) => ({ timeZone: 'UTC', ...quietHours }),
    read({ from = '', until = '', timeZone: zone = '' }) {
      // Both times left empty: no quiet hours.
      if (from.trim() + until.trim() === '') return { quietHours: null };
      const timeZone = timeZoneOf(zone.trim() || 'UTC');
      const hours = { from: timeIn(from), until: timeIn(until) };
      if (hours.from === hours.until) throw new UserError('bad-time', strings.sameTimes(hours.from));
      if (timeZone === undefined) throw new UserError('bad-time-zone', strings.badTimeZone(zone.trim()));
      return { quietHours: { ...hours, timeZone } };
    },
  },
};

/** What a dialog shows of the present settings, in the order of its fields. */
const shownIn = (name: ids.SettingsDialogName, settings: GuildSettings): readonly string[] => {
  const { fields, filledIn } = DIALOGS[name];
  const filled = filledIn(settings);
  return Object.keys(fields).map((field) => filled[field] ?? '');
};

function openDialog(name: ids.SettingsDialogName, settings: GuildSettings, typed = shownIn(name, settings)) {
  const { fields } = DIALOGS[name];
  const filledIn = Object.fromEntries(Object.keys(fields).map((field, index) => [field, typed[index] ?? '']));
  return dialog(ids.SAVE.write({ name, shown: shownIn(name, settings) }), strings.BUTTONS[name], fields, filledIn);
}

function wholeNumber(typed: string, label: string, least: number, most: number): number {
  const value = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : NaN;
  if (value >= least && value <= most) return value;
  throw new UserError('bad-limit', strings.badLimit(label, typed.trim(), least, most));
}

function timeIn(typed: string): string {
  if (typed.trim() === '') throw new UserError('bad-time', strings.ONE_TIME);
  const time = timeOfDay(typed);
  if (time === undefined) throw new UserError('bad-time', strings.badTime(typed.trim()));
  return time;
}

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
  if (!channelIds.every(isKnown)) throw new UserError('no-such-channel', strings.NO_SUCH_CHANNEL);
  return [...new Set(channelIds)];
}

async function save(session: EditorSession, change: SettingsChange, chosenId?: string): Promise<MessageBody> {
  const { log, person } = session;
  const settings = await session.settings.save(person.guildId, change);
  log.info({ guild: person.guildId, user: person.id, settings }, 'settings were changed');
  return settingsMessage(session, { settings, chosenId });
}

export const settingsControls: readonly Control[] = [
  // The roles whose members edit answers, possibly none.
  settingsControl(ids.EDITOR_ROLES, 'update', (session, _state, { values, guild, guildId }) => {
    if (guildId !== null && values.includes(guildId)) throw new UserError('everyone', strings.ROLE_OF_EVERYONE);
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
    return settingsMessage(session, { chosenId });
  }),
  // The mode of a channel, or of all others.
  settingsControl(ids.MODE, 'update', (session, { channelId }, interaction) => {
    const [chosen = ''] = interaction.values;
    const own = CHANNEL_MODES.find((one) => one === chosen);
    if (own === undefined && (chosen !== INHERIT || channelId === undefined)) {
      throw new UserError('unknown-choice', UNKNOWN_CHOICE);
    }
    if (channelId === undefined) return save(session, { defaultMode: own! });
    knownChannels(interaction, [channelId], TALK_CHANNEL_TYPES);
    const change: SettingsChange = ({ channelModes }) => {
      const { [channelId]: _before, ...others } = channelModes;
      const kept = Object.fromEntries(Object.entries(others).slice(-(MOST_CHANNELS - 1)));
      return { channelModes: { ...kept, ...(own && { [channelId]: own }) } };
    };
    return save(session, change, channelId);
  }),

  settingsControl(ids.SET, 'modal', ({ guildSettings }, { name }) => openDialog(name, guildSettings)),
  control(ids.SAVE, 'update', async (interaction, { name, shown }, context) => {
    const { fields, read } = DIALOGS[name];
    let typed: Record<string, string> = typedInto(fields, interaction);
    // What was left as it was shown stays as somebody else may have set it meanwhile.
    const change: SettingsChange = (settings) => {
      const now = shownIn(name, settings);
      const entries = Object.entries(typed).map(([field, value], index) => {
        return [field, value === shown[index] ? now[index]! : value] as const;
      });
      return read((typed = Object.fromEntries(entries)));
    };
    try {
      return await save(await editorSession(interaction, context, 'change-settings'), change);
    } catch (error) {
      const state = { name, typed: Object.values(typed) };
      const again = button(BUTTONS.edit, ids.SET_AGAIN, state, ButtonStyle.Primary);
      if (!(error instanceof UserError)) {
        context.log.error({ err: error, guild: interaction.guildId }, 'could not save settings');
        return { ...message(text(apologyFor(error)), row(again)), isForPerson: true };
      }
      const session = await editorSession(interaction, context, 'change-settings');
      return settingsMessage(session, { refused: { why: error.message, again } });
    }
  }),
  // Opens a dialog again with what was refused.
  settingsControl(ids.SET_AGAIN, 'modal', ({ guildSettings }, { name, typed }) =>
    openDialog(name, guildSettings, typed),
  ),

  settingsControl(ids.CHECK, 'private', checkMessage),
];
