/** What a button does: shows an answer, shows the whole of it, or takes the message away. */
export type ButtonState =
  | {
      readonly kind: 'show' | 'more';
      /** Who may change the message by pressing it; others get an answer of their own. */
      readonly askerId: string;
      /** The user for whom the asker asked. */
      readonly forUserId?: string | undefined;
      readonly answerId: string;
    }
  | { readonly kind: 'dismiss'; readonly askerId: string };

/** https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const MAX_CUSTOM_ID = 100;

const SHOW = /^w1:(show|more):(\d{17,20})(?:,(\d{17,20}))?:([a-z0-9][a-z0-9.:+-]*)$/;
const DISMISS = /^w1:dismiss:(\d{17,20})$/;

/**
 * All that a button must know, as its `custom_id`: nothing is remembered in between, so buttons outlive a restart.
 * `w1` is the version of this form.
 *
 * @returns `undefined` when it would be longer than Discord allows: that button must be left out.
 * @example
 * buttonId({ kind: 'show', askerId: '80351110224678912', answerId: 'model:gpt-4' }); // 'w1:show:80351110224678912:model:gpt-4'
 */
export function buttonId(state: ButtonState): string | undefined {
  const people = [state.askerId, ...('forUserId' in state && state.forUserId ? [state.forUserId] : [])].join(',');
  const id = ['w1', state.kind, people, ...('answerId' in state ? [state.answerId] : [])].join(':');
  return id.length <= MAX_CUSTOM_ID && parseButtonId(id) ? id : undefined;
}

/** @returns `undefined` for anything that {@link buttonId} does not make: other versions, other bots' ids, forgeries. */
export function parseButtonId(customId: string): ButtonState | undefined {
  if (customId.length > MAX_CUSTOM_ID) return undefined;
  const dismiss = DISMISS.exec(customId);
  if (dismiss) return { kind: 'dismiss', askerId: dismiss[1]! };
  const show = SHOW.exec(customId);
  if (!show) return undefined;
  const [, kind, askerId, forUserId, answerId] = show;
  return { kind: kind as 'show' | 'more', askerId: askerId!, ...(forUserId && { forUserId }), answerId: answerId! };
}
