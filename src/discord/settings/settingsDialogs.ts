import { timeOfDay, timeZoneOf } from '../../channels/modes.ts';
import { UserError } from '../../shared/UserError.ts';
import { type GuildSettings, type Limits, MAX_RETENTION_DAYS } from '../../store/Store.ts';
import { dialog, type Field, type ModalResponse } from '../components.ts';
import { SAVE, type SettingsDialogName } from '../customIds.ts';
import * as strings from './strings.ts';

/** What a button of `/settings` opens. */
interface SettingsDialog {
  readonly fields: Readonly<Record<string, Field>>;
  readonly filledIn: (settings: GuildSettings) => Record<string, string>;
  /** @throws UserError `bad-limit`, `bad-time`, `bad-time-zone` */
  readonly read: (typed: Readonly<Record<string, string>>) => Partial<GuildSettings>;
}

const { LIMITS_FORM, RETENTION_FORM, QUIET_HOURS_FORM, BUTTONS } = strings;

/** The most that can be set, in the order of the form. More minutes than a day are a mistake. */
const MOST: Readonly<Record<keyof Limits, number>> = {
  perPerson: 100,
  perChannel: 100,
  minutes: 1_440,
  repeatMinutes: 1_440,
};

const LIMIT_NAMES = Object.keys(MOST) as (keyof Limits)[];

/** A number for each limit. */
const limitsFrom = <Value>(valueOf: (name: keyof Limits) => Value): Record<keyof Limits, Value> =>
  Object.fromEntries(LIMIT_NAMES.map((name) => [name, valueOf(name)])) as Record<keyof Limits, Value>;

const limits: SettingsDialog = {
  fields: limitsFrom((name) => ({ ...LIMITS_FORM[name], maxLength: 4 })),
  filledIn: (settings) => limitsFrom((name) => String(settings.limits[name])),
  read: (typed) => ({
    limits: limitsFrom((name) =>
      wholeNumber(typed[name]!, LIMITS_FORM[name].label, name === 'minutes' ? 1 : 0, MOST[name]),
    ),
  }),
};

const retention: SettingsDialog = {
  fields: { days: { ...RETENTION_FORM, maxLength: 2 } },
  filledIn: ({ questionRetentionDays }) => ({ days: String(questionRetentionDays) }),
  read: ({ days = '' }) => ({
    questionRetentionDays: wholeNumber(days, RETENTION_FORM.label, 0, MAX_RETENTION_DAYS),
  }),
};

const quietHours: SettingsDialog = {
  fields: {
    from: { ...QUIET_HOURS_FORM.quietFrom, maxLength: 5 },
    until: { ...QUIET_HOURS_FORM.quietUntil, maxLength: 5 },
    timeZone: { ...QUIET_HOURS_FORM.timeZone, maxLength: 50 },
  },
  filledIn: ({ quietHours: hours }) => ({ timeZone: 'UTC', ...hours }),
  read({ from = '', until = '', timeZone: zone = '' }) {
    // Both times left empty: no quiet hours.
    if (from.trim() + until.trim() === '') return { quietHours: null };
    const timeZone = timeZoneOf(zone.trim() || 'UTC');
    const hours = { from: timeIn(from), until: timeIn(until) };
    if (hours.from === hours.until) throw new UserError('bad-time', strings.sameTimes(hours.from));
    if (timeZone === undefined) throw new UserError('bad-time-zone', strings.badTimeZone(zone.trim()));
    return { quietHours: { ...hours, timeZone } };
  },
};

export const DIALOGS: Readonly<Record<SettingsDialogName, SettingsDialog>> = { limits, quietHours, retention };

export const openSettingsDialog = (
  name: SettingsDialogName,
  filledIn: Readonly<Record<string, string>>,
): ModalResponse => dialog(SAVE.write({ name }), BUTTONS[name], DIALOGS[name].fields, filledIn);

/** The dialog with what was typed into it before, in the order of its fields. */
export function reopenSettingsDialog(name: SettingsDialogName, typed: readonly string[]): ModalResponse {
  const fields = Object.keys(DIALOGS[name].fields).map((field, index) => [field, typed[index] ?? ''] as const);
  return openSettingsDialog(name, Object.fromEntries(fields));
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
