import { ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { timeOfDay, timeZoneOf } from '../../channels/quietHours.ts';
import { UserError } from '../../shared/UserError.ts';
import { type Limits, MAX_RETENTION_DAYS, type QuietHours } from '../../store/Store.ts';
import { SAVE_LIMITS, SAVE_QUIET_HOURS, SAVE_RETENTION } from '../customIds.ts';
import { textInput } from '../present.ts';
import type { ModalResponse } from '../respond.ts';
import * as strings from './strings.ts';

/** The most that can be set, in the order of the form. More minutes than a day are a mistake. */
const MOST: Readonly<Record<keyof Limits, number>> = {
  perPerson: 100,
  perChannel: 100,
  minutes: 1_440,
  repeatMinutes: 1_440,
};

const LIMIT_NAMES = Object.keys(MOST) as (keyof Limits)[];

export function limitsForm(limits: Limits): ModalResponse {
  const inputs = LIMIT_NAMES.map((name) =>
    textInput(name, strings.LIMITS_FORM[name], { value: String(limits[name]), maxLength: 4 }),
  );
  return { modal: { custom_id: SAVE_LIMITS.write({})!, title: strings.BUTTONS.limits, components: inputs } };
}

/** @throws UserError `bad-limit` */
export function limitsOf(interaction: ModalSubmitInteraction): Limits {
  const entries = LIMIT_NAMES.map((name) => {
    const range = { least: name === 'minutes' ? 1 : 0, most: MOST[name] };
    return [name, numberIn(interaction, name, strings.LIMITS_FORM[name].label, range)] as const;
  });
  return Object.fromEntries(entries) as unknown as Limits;
}

export function retentionForm(days: number): ModalResponse {
  const components = [textInput('days', strings.RETENTION_FORM, { value: String(days), maxLength: 2 })];
  return { modal: { custom_id: SAVE_RETENTION.write({})!, title: strings.BUTTONS.retention, components } };
}

/** @throws UserError `bad-limit` */
export function retentionOf(interaction: ModalSubmitInteraction): number {
  return numberIn(interaction, 'days', strings.RETENTION_FORM.label, { least: 0, most: MAX_RETENTION_DAYS });
}

function numberIn(
  interaction: ModalSubmitInteraction,
  name: string,
  label: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const typed = typedInto(interaction, name);
  const value = /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
  if (value >= least && value <= most) return value;
  throw new UserError('bad-limit', strings.badLimit(label, typed, least, most));
}

export function quietHoursForm(hours: QuietHours | null): ModalResponse {
  const { from = '', until = '', timeZone = 'UTC' } = hours ?? {};
  const { quietFrom, quietUntil, timeZone: zone } = strings.QUIET_HOURS_FORM;
  return {
    modal: {
      custom_id: SAVE_QUIET_HOURS.write({})!,
      title: strings.BUTTONS.quietHours,
      components: [
        textInput('from', quietFrom, { value: from, maxLength: 5 }),
        textInput('until', quietUntil, { value: until, maxLength: 5 }),
        textInput('timeZone', zone, { value: timeZone, maxLength: 50 }),
      ],
    },
  };
}

/** @returns `null` if both times were left empty. @throws UserError `bad-time`, `bad-time-zone` */
export function quietHoursOf(interaction: ModalSubmitInteraction): QuietHours | null {
  const [from, until, zone] = ['from', 'until', 'timeZone'].map((name) => typedInto(interaction, name));
  if (from === '' && until === '') return null;
  const times = [from!, until!].map((typed) => {
    const time = timeOfDay(typed);
    if (time === undefined) throw new UserError('bad-time', strings.badTime(typed));
    return time;
  });
  const timeZone = timeZoneOf(zone === '' ? 'UTC' : zone!);
  if (timeZone === undefined) throw new UserError('bad-time-zone', strings.badTimeZone(zone!));
  return { from: times[0]!, until: times[1]!, timeZone };
}

function typedInto({ fields }: ModalSubmitInteraction, name: string): string {
  const field = fields.fields.get(name);
  return field?.type === ComponentType.TextInput ? field.value.trim() : '';
}
