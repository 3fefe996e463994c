import { fieldsOf, targetOf } from '../editing/answerDialog.ts';
import { EditingDesk } from '../editing/EditingDesk.ts';
import { proposalMessage } from '../editing/proposalMessage.ts';
import { typedMessage } from '../editing/typedMessage.ts';
import { WRITE } from '../ids/editorIds.ts';
import { UserError } from '../../UserError.ts';
import { control, isDialog } from './Control.ts';

/** The dialog was sent: what was typed is kept as a draft, and shown as members would see it. */
export const writeAnswer = control(WRITE, isDialog, {
  way: 'update',
  async run(interaction, state, surroundings) {
    const fields = fieldsOf(interaction);
    try {
      const desk = await EditingDesk.of(interaction, surroundings);
      const proposal = await desk.editing.propose(desk.person, targetOf(state), fields, state.draftId);
      return await proposalMessage(desk, proposal);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const { guildId, user } = interaction;
      surroundings.log.error({ err: error, guild: guildId, user: user.id }, 'could not keep a draft');
      return typedMessage(fields);
    }
  },
});
