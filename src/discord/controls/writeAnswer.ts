import type { ModalSubmitInteraction } from 'discord.js';
import { fieldsOf, targetOf } from '../editing/answerDialog.ts';
import { editing } from '../editing/EditingDesk.ts';
import { proposalMessage } from '../editing/proposalMessage.ts';
import { type Writing, WRITE } from '../ids/editorIds.ts';
import { control, isDialog } from './Control.ts';

/** The dialog was sent: what was typed is kept as a draft, and shown as members would see it. */
export const writeAnswer = control(WRITE, isDialog, {
  way: 'update',
  run: editing(async (desk, state: Writing, interaction: ModalSubmitInteraction) => {
    const { editing: answers, person } = desk;
    const proposal = await answers.propose(person, targetOf(state), fieldsOf(interaction), state.draftId);
    return proposalMessage(desk, proposal);
  }),
});
