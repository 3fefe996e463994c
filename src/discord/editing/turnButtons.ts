import type { APIButtonComponentWithCustomId } from 'discord.js';
import { button } from '../button.ts';
import type { IdForm } from '../ids/IdForm.ts';

/** Buttons to the pages before and after this one, where there are any. */
export function turnButtons<State extends { readonly page: number }>(
  form: IdForm<State>,
  state: NoInfer<State>,
  { pages, before, after }: { readonly pages: number; readonly before: string; readonly after: string },
): APIButtonComponentWithCustomId[] {
  const { page } = state;
  return [
    ...(page > 0 ? button(before, form, { ...state, page: page - 1 }) : []),
    ...(page < pages - 1 ? button(after, form, { ...state, page: page + 1 }) : []),
  ];
}
