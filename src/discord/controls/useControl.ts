import { UserError } from '../../UserError.ts';
import { kindOf } from '../ids/IdForm.ts';
import { respond } from '../respond.ts';
import type { Surroundings } from '../Surroundings.ts';
import { allControls } from './allControls.ts';
import type { ControlInteraction, Task } from './Control.ts';

/** Does what a button, a menu or a dialog is for. Never rejects. */
export function useControl(interaction: ControlInteraction, surroundings: Surroundings): Promise<void> {
  const task = taskOf(interaction);
  return respond(interaction, task?.way ?? 'private', surroundings.log, () => (task ?? unknown()).run(surroundings));
}

/** A button or menu is believed only when the message really carries it. */
function taskOf(interaction: ControlInteraction): Task | undefined {
  const isThere = interaction.isModalSubmit() || (interaction.component as object | null) !== null;
  const kind = isThere ? kindOf(interaction.customId) : undefined;
  return kind === undefined ? undefined : allControls.get(kind)?.read(interaction);
}

function unknown(): never {
  throw new UserError('unknown-button', 'I no longer know this button. Ask again with /ask.');
}
