import type { Control, ControlInteraction, Task } from './Control.ts';
import * as editorControls from './editorControls.ts';
import { dismiss, more, show } from './memberControls.ts';
import * as settingsMenus from './settingsMenus.ts';
import type { BotContext } from '../Responder.ts';
import { respond } from '../respond.ts';
import { kindOf } from '../customIds.ts';
import { UserError } from '../../shared/UserError.ts';

const forMembers: readonly Control[] = [show, more, dismiss];
const forEditors: readonly Control[] = [...Object.values(editorControls), ...Object.values(settingsMenus)];

/** By kind. */
export const allControls: ReadonlyMap<string, Control> = new Map(
  [...forMembers, ...forEditors].map((one) => [one.kind, one]),
);

/** Does what a button, a menu or a dialog is for. Never rejects. */
export function useControl(interaction: ControlInteraction, botContext: BotContext): Promise<void> {
  const task = taskOf(interaction);
  return respond(interaction, task?.mode ?? 'private', botContext.log, () => (task ?? unknown()).run(botContext));
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
