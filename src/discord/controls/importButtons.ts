import type { ButtonInteraction } from 'discord.js';
import { UserError } from '../../UserError.ts';
import { type EditingDesk, editing } from '../editing/EditingDesk.ts';
import { importedMessage } from '../editing/importedMessage.ts';
import { planMessage } from '../editing/planMessage.ts';
import { importedFile } from '../files/importedFile.ts';
import { type AgreedImport, DISCARD_IMPORT, IMPORT } from '../ids/editorIds.ts';
import { sentence, withFiles } from '../messageBody.ts';
import { control, isButton } from './Control.ts';
import { once } from './once.ts';

// What can be done with an import that was shown. It is only for whoever asked for it.

/** Plans anew from the file on the message, and writes what was shown, if it still is what would happen. */
export const importAnswers = control(IMPORT, isButton, {
  way: 'update',
  run: editing(async (desk, { digest, mode }: AgreedImport, interaction: ButtonInteraction) => {
    refuseOthers(desk, interaction);
    return once(interaction, async () => {
      const file = importedFile(interaction.message);
      const request = { bytes: await desk.fetch(file), name: file.name, overwrite: mode === 'overwrite' };
      const outcome = await desk.exchange.carryOut(desk.person, request, digest);
      return outcome.kind === 'imported'
        ? { body: await importedMessage(desk, outcome), isDone: true }
        : { body: planMessage(outcome, request, { isChanged: true }), isDone: false };
    });
  }),
});

export const discardImport = control(DISCARD_IMPORT, isButton, {
  way: 'update',
  run: editing((desk, _state: object, interaction: ButtonInteraction) => {
    refuseOthers(desk, interaction);
    return Promise.resolve(withFiles(sentence('Discarded. Nothing has changed for members.'), []));
  }),
});

/** Nobody else sees the message; should one be pressed all the same, Discord says whose it is. */
function refuseOthers({ person }: EditingDesk, { message: { interactionMetadata } }: ButtonInteraction): void {
  if (interactionMetadata?.user.id === person.id) return;
  throw new UserError('not-yours', 'Only the person who began this import can decide about it.');
}
