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

/** What a button of `/settings` opens. What is shown and typed is in the order of the fields. */
interface SettingsDialog {
  readonly fields: Readonly<Record<string, Field>>;
  readonly shown: (settings: GuildSettings) => readonly string[];
  /** @throws UserError `bad-limit`, `bad-time`, `bad-time-zone` */
  readonly read: (typed: readonly string[]) => Partial<GuildSettings>;
}

const { LIMITS_FORM, RETENTION_FORM, QUIET_HOURS_FORM } = strings;

/** More minutes than a day are a mistake. */
const MOST: Limits = { perPerson: 100, perChannel: 100, minutes: 1_440, repeatMinutes: 1_440 };

const LIMIT_NAMES = Object.keys(LIMITS_FORM) as (keyof Limits)[];

const DIALOGS: Readonly<Record<ids.SettingsDialogName, SettingsDialog>> = {
  limits: {
    fields: Object.fromEntries(LIMIT_NAMES.map((name) => [name, { ...LIMITS_FORM[name], maxLength: 4 }])),
    shown: ({ limits }) => LIMIT_NAMES.map((name) => String(limits[name])),
    read(typed) {
      const limits = LIMIT_NAMES.map((name, index) => {
        const least = name === 'minutes' ? 1 : 0;
        return [name, wholeNumber(typed[index]!, LIMITS_FORM[name].label, least, MOST[name])];
      });
      return { limits: Object.fromEntries(limits) as Limits };
    },
  },
  retention: {
    fields: { days: { ...RETENTION_FORM, maxLength: 2 } },
    shown: ({ questionRetentionDays }) => [String(questionRetentionDays)],
    read: ([days = '']) => ({
      questionRetentionDays: wholeNumber(days, RETENTION_FORM.label, 0, MAX_RETENTION_DAYS),
    }),
  },
  quietHours: {
    fields: {
      from: { ...QUIET_HOURS_FORM.quietFrom, maxLength: 5 },
      until: { ...QUIET_HOURS_FORM.quietUntil, maxLength: 5 },
      timeZone: { ...QUIET_HOURS_FORM.timeZone, maxLength: 50 },
    },
    shown: ({ quietHours }) => [quietHours?.from ?? '', quietHours?.until ?? '', quietHours?.timeZone ?? 'UTC'],
    read([from = '', until = '', zone = '']) {
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

function openDialog(name: ids.SettingsDialogName, settings: GuildSettings, typed?: readonly string[]) {
  const { fields, shown: shownIn } = DIALOGS[name];
  const shown = shownIn(settings);
  const filledIn = Object.fromEntries(
    Object.keys(fields).map((field, index) => [field, (typed ?? shown)[index] ?? '']),
  );
  return dialog(ids.SAVE.write({ name, shown }), strings.BUTTONS[name], fields, filledIn);
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
function knownChannels({ guild }: ControlInteraction, channelIds: readonly string[], types: readonly number[]) {
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
  settingsControl(ids.EDITOR_ROLES, 'update', (session, _state, { values, guild, guildId }) => {
    if (guildId !== null && values.includes(guildId)) throw new UserError('everyone', strings.ROLE_OF_EVERYONE);
    const existing = values.filter((id) => guild?.roles.cache.has(id));
    return save(session, { editorRoleIds: [...new Set(existing)].slice(0, MAX_CHOSEN) });
  }),
  settingsControl(ids.LOG_CHANNEL, 'update', (session, _state, interaction) =>
    save(session, { logChannelId: knownChannels(interaction, interaction.values, LOG_CHANNEL_TYPES)[0] ?? null }),
  ),
  settingsControl(ids.UNLIMITED, 'update', (session, _state, interaction) => {
    const chosen = knownChannels(interaction, interaction.values, TALK_CHANNEL_TYPES);
    return save(session, { unlimitedChannelIds: chosen.slice(0, MAX_CHOSEN) });
  }),
  // Says on or off, not the other way round: two moderators may press it at once.
  settingsControl(ids.PICTURES, 'update', (session, { turn }) => save(session, { pictures: turn === 'on' })),

  settingsControl(ids.CHANNEL_TO_SET, 'update', (session, _state, interaction) => {
    const [chosenId] = knownChannels(interaction, interaction.values, TALK_CHANNEL_TYPES);
    return settingsMessage(session, { chosenId });
  }),
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
    const { fields, read, shown: shownIn } = DIALOGS[name];
    let typed = Object.values(typedInto(fields, interaction));
    // What was left as it was shown stays as somebody else may have set it meanwhile.
    const change: SettingsChange = (settings) => {
      const now = shownIn(settings);
      typed = typed.map((value, index) => (value === shown[index] ? now[index]! : value));
      return read(typed);
    };
    try {
      return await save(await editorSession(interaction, context, 'change-settings'), change);
    } catch (error) {
      const again = button(BUTTONS.edit, ids.SET_AGAIN, { name, typed }, ButtonStyle.Primary);
      if (!(error instanceof UserError)) {
        context.log.error({ err: error, guild: interaction.guildId }, 'could not save settings');
        return { ...message(text(apologyFor(error)), row(again)), isForPerson: true };
      }
      const session = await editorSession(interaction, context, 'change-settings');
      return settingsMessage(session, { refused: { why: error.message, again } });
    }
  }),
  settingsControl(ids.SET_AGAIN, 'modal', ({ guildSettings }, { name, typed }) =>
    openDialog(name, guildSettings, typed),
  ),

  settingsControl(ids.CHECK, 'private', checkMessage),
];
