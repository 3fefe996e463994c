import type { IdField } from './idFields.ts';

/** https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const MAX_CUSTOM_ID = 100;

/** Of the way in which states are written. Whoever changes that counts it up, and what was sent before is not believed any more. */
const VERSION = 'w1';

type Fields<State> = { readonly [Name in keyof State]-?: IdField<State[Name]> };

type Entries<State> = readonly (readonly [name: keyof State, field: IdField<State[keyof State]>])[];

/**
 * How one kind of button, select or dialog writes all that it must know into its `custom_id`. Nothing is remembered in
 * between, so what was sent before a restart works after it. Whoever may use it is decided when it is used, by other
 * things than this text.
 *
 * @example
 * const UNDO = new IdForm<{ version: number; answerId: string }>('undo', { version: VERSION_NUMBER, answerId: ANSWER_ID });
 * UNDO.write({ version: 3, answerId: 'our-rules' }); // 'w1:undo:3:our-rules'
 */
export class IdForm<State extends object> {
  readonly kind: string;
  readonly #fields: Entries<State>;
  readonly #pattern: RegExp;

  /** @param fields - In the order in which they are written. */
  constructor(kind: string, fields: Fields<State>) {
    this.kind = kind;
    this.#fields = Object.entries(fields) as unknown as Entries<State>;
    const patterns = this.#fields.map(([, { pattern }]) => `:(${pattern})`);
    this.#pattern = new RegExp(`^${VERSION}:${kind}${patterns.join('')}$`, 'su');
  }

  /** @returns `undefined` when it would be longer than Discord allows, or not be read again: leave that control out. */
  write(state: State): string | undefined {
    const values = this.#fields.map(([name, field]) => field.write(state[name]));
    const customId = [VERSION, this.kind, ...values].join(':');
    return this.read(customId) && customId;
  }

  /** @returns `undefined` for all that {@link write} does not make: other versions, other bots' ids, forgeries. */
  read(customId: string): State | undefined {
    if (customId.length > MAX_CUSTOM_ID) return undefined;
    const found = this.#pattern.exec(customId);
    if (!found) return undefined;
    const values = this.#fields.map(([name, field], index) => [name, field.read(found[index + 1]!)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as State;
  }
}

/** The kind that a `custom_id` says it is, whether or not the rest can be read. */
export function kindOf(customId: string): string | undefined {
  const [version, kind] = customId.split(':', 2);
  return version === VERSION ? kind : undefined;
}
