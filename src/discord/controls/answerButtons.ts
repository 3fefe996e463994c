import type { ButtonInteraction } from 'discord.js';
import { answerDialog } from '../editing/answerDialog.ts';
import { cardMessage } from '../editing/cardMessage.ts';
import { editing } from '../editing/EditingDesk.ts';
import { writtenMessage } from '../editing/writtenMessage.ts';
import {
  BRING_BACK,
  CARD,
  EDIT,
  EDIT_VERSION,
  type Extent,
  type OfAnswer,
  type OfVersion,
  REMOVE,
  RESTORE,
  UNDO,
} from '../ids/editorIds.ts';
import { control, isButton } from './Control.ts';
import { once } from './once.ts';

// What can be done with an answer. It is looked up on the server where the button is pressed.

/** Brings back what there was before a change. */
export const undo = control(UNDO, isButton, {
  way: 'update',
  run: editing((desk, { answerId, version }: OfVersion, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const written = await desk.editing.undo(desk.person, answerId, version);
      return { body: await writtenMessage(desk, written), isDone: true };
    }),
  ),
});

/** Shows an answer beside what is there, or all of it in place of its beginning. */
export const card = control(CARD, isButton, {
  way: (_interaction, { extent }) => (extent === 'whole' ? 'update' : 'private'),
  run: editing(async (desk, { answerId, extent }: OfAnswer & { readonly extent: Extent }) =>
    cardMessage(desk, await desk.editing.show(desk.guildId, answerId), extent),
  ),
});

export const edit = control(EDIT, isButton, {
  way: 'dialog',
  run: editing(async (desk, { answerId }: OfAnswer) => answerDialog(await desk.editing.begin(desk.guildId, answerId))),
});

export const remove = control(REMOVE, isButton, {
  way: 'update',
  run: editing(async (desk, { answerId }: OfAnswer) =>
    writtenMessage(desk, await desk.editing.remove(desk.person, answerId)),
  ),
});

export const restore = control(RESTORE, isButton, {
  way: 'update',
  run: editing(async (desk, { answerId }: OfAnswer) =>
    writtenMessage(desk, await desk.editing.restore(desk.person, answerId)),
  ),
});

/** Brings back the version that was looked at. */
export const bringBack = control(BRING_BACK, isButton, {
  way: 'update',
  run: editing(async (desk, { answerId, version }: OfVersion) =>
    writtenMessage(desk, await desk.editing.restore(desk.person, answerId, version)),
  ),
});

/** Opens the dialog with what that version said: what is published then comes after the latest one. */
export const editVersion = control(EDIT_VERSION, isButton, {
  way: 'dialog',
  run: editing(async (desk, { answerId, version }: OfVersion) =>
    answerDialog(await desk.editing.begin(desk.guildId, answerId, version)),
  ),
});
