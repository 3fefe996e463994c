import type { ButtonInteraction } from 'discord.js';
import { answerDialog } from '../editing/answerDialog.ts';
import { editing } from '../editing/EditingDesk.ts';
import { proposalMessage } from '../editing/proposalMessage.ts';
import { tooLateMessage } from '../editing/tooLateMessage.ts';
import { writtenMessage } from '../editing/writtenMessage.ts';
import { CHANGE, DISCARD, type Extent, type OfDraft, PREVIEW, PUBLISH } from '../ids/editorIds.ts';
import { sentence } from '../messageBody.ts';
import { control, isButton } from './Control.ts';
import { once } from './once.ts';

// What can be done with a draft. That of somebody else, or of another server, is none.

/** Makes the draft what members get. */
export const publish = control(PUBLISH, isButton, {
  way: 'update',
  run: editing((desk, { draftId, over }: OfDraft, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const outcome = await desk.editing.publish(desk.person, draftId, over);
      if (outcome.kind === 'written') return { body: await writtenMessage(desk, outcome), isDone: true };
      const body =
        outcome.kind === 'too-late' ? tooLateMessage(outcome, desk.person) : await proposalMessage(desk, outcome);
      return { body, isDone: false };
    }),
  ),
});

/** Opens the dialog again, filled in as it was sent. */
export const change = control(CHANGE, isButton, {
  way: 'dialog',
  run: editing(async (desk, { draftId, over }: OfDraft) => {
    const form = await desk.editing.form(desk.person, draftId);
    // Whoever has been shown somebody else's version builds on that; whoever has not is still to be told of it.
    const target = over === undefined ? form.target : { ...form.target, expectedVersion: over };
    return answerDialog({ ...form, target }, draftId);
  }),
});

export const discard = control(DISCARD, isButton, {
  way: 'update',
  run: editing(async (desk, { draftId }: { readonly draftId: string }) => {
    await desk.editing.discard(desk.person, draftId);
    return sentence('Discarded. Nothing has changed for members.');
  }),
});

/** Shows the draft again: the beginning as members see it first, or all of it. */
export const preview = control(PREVIEW, isButton, {
  way: 'update',
  run: editing(async (desk, { extent, draftId }: { readonly extent: Extent; readonly draftId: string }) =>
    proposalMessage(desk, await desk.editing.preview(desk.person, draftId), extent),
  ),
});
