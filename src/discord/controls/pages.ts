import type { StringSelectMenuInteraction } from 'discord.js';
import { cardMessage } from '../editing/cardMessage.ts';
import { editing } from '../editing/EditingDesk.ts';
import { answerHistory, answerList } from '../editing/pages.ts';
import { versionMessage } from '../editing/versionMessage.ts';
import { HISTORY, LIST, type ListPage, type OfAnswer, OPEN_CARD, VERSIONS } from '../ids/editorIds.ts';
import { UserError } from '../../UserError.ts';
import { control, isButton, isMenu } from './Control.ts';

// Pages of lists, and the menus on them. What a menu sends is not confined to what it offers, and checked like all else.

/** Turns to another page of a history. */
export const history = control(HISTORY, isButton, {
  way: 'update',
  run: editing((desk, { answerId, page }: OfAnswer & { readonly page: number }) => answerHistory(desk, answerId, page)),
});

/** Turns to another page of a list. */
export const list = control(LIST, isButton, {
  way: 'update',
  run: editing((desk, page: ListPage) => answerList(desk, page)),
});

/** A version was chosen, to be looked at. */
export const versions = control(VERSIONS, isMenu, {
  way: 'update',
  run: editing(async (desk, { answerId }: OfAnswer, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    if (!/^\d{1,9}$/.test(chosen)) throw new UserError('no-such-version', 'There is no such version. Choose another.');
    return versionMessage(desk, await desk.editing.showVersion(desk.guildId, answerId, Number(chosen)));
  }),
});

/** An answer was chosen. */
export const openCard = control(OPEN_CARD, isMenu, {
  way: 'private',
  run: editing(async (desk, _state: object, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    return cardMessage(desk, await desk.editing.show(desk.guildId, chosen), 'begin');
  }),
});
