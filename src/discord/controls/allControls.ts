import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { kindOf } from '../customIds.ts';
import { respond } from '../respond.ts';
import { UNKNOWN_BUTTON } from '../strings.ts';
import type { Control, ControlInteraction, Task } from './Control.ts';
import * as editorControls from './editorControls.ts';
import * as memberControls from './memberControls.ts';
import * as settingsMenus from './settingsMenus.ts';

/** By kind. */
const allControls: ReadonlyMap<string, Control> = new Map(
  [memberControls, editorControls, settingsMenus]
    .flatMap((controls): Control[] => Object.values(controls))
    .map((one) => [one.kind, one]),
);

/** Handles a button, a menu or a modal. Never rejects. */
export function useControl(interaction: ControlInteraction, context: BotContext): Promise<void> {
  const task = taskOf(interaction);
  return respond(interaction, task?.mode ?? 'private', context.log, () => (task ?? unknownButton()).run(context));
}

/** A button or menu counts only if its message really has it. */
function taskOf(interaction: ControlInteraction): Task | undefined {
  const exists = interaction.isModalSubmit() || (interaction.component as object | null) !== null;
  const kind = exists ? kindOf(interaction.customId) : undefined;
  return kind === undefined ? undefined : allControls.get(kind)?.read(interaction);
}

function unknownButton(): never {
  throw new UserError('unknown-button', UNKNOWN_BUTTON);
}
