import { UserError } from '../../UserError.ts';
import { answerDialog } from '../editing/answerDialog.ts';
import { EditingDesk } from '../editing/EditingDesk.ts';
import { mentionsAsNames } from '../editing/mentionsAsNames.ts';
import { editorsMessageCommand, type MessageCommand } from './Command.ts';

/** "Save as answer", in the menu of a message: opens the dialog for a new answer, filled in from what somebody wrote. */
export const saveAsAnswer: MessageCommand = {
  data: editorsMessageCommand('Save as answer'),
  way: () => 'dialog',
  async run(interaction, surroundings) {
    const { editing } = await EditingDesk.of(interaction, surroundings);
    const text = mentionsAsNames(interaction.targetMessage).trim();
    if (text === '') throw new UserError('no-text', 'That message holds no text to save. Write it with /answer add.');
    return answerDialog(editing.beginWith(text, interaction.targetMessage.url));
  },
};
