/** What the visitor does goes to the playground. What went wrong is shown. */
import { getJson, post, withUploads } from './base/server.js';
import { openModal } from './dialogs/modalView.js';
import { here, known, offered, part, picking, state } from './state.js';

/** Sends an action of the chosen person in the open channel. */
export async function perform(action, body = {}) {
  await state.shown.promise;
  return post(action, { ...here(), ...body });
}

/** The same for what somebody writes: it arrives in the order in which they wrote it. */
export async function write(action, body = {}) {
  await state.shown.promise;
  const whole = { ...here(), ...body };
  const sent = state.written.then(() => post(action, whole));
  state.written = sent.catch(() => undefined);
  return sent;
}

export function showFault(error) {
  part('fault').textContent = error?.message ?? '';
  part('fault').hidden = !error;
}

/** Performs an action as the chosen person. Opens the modal that it results in, or shows what went wrong. */
export async function act(action, body) {
  showFault();
  try {
    showModal(await perform(action, body));
  } catch (error) {
    showFault(error);
  }
}

function showModal({ modal }) {
  if (modal) openModal(modal, { known, offered: offered(), onSubmit: submitModal });
}

async function submitModal(modal, fields) {
  showFault();
  showModal(await perform('submit', { modal, fields: await withUploads(fields, picking()) }));
}

export async function runCommand(command, values) {
  try {
    await act('run', { command, options: await withUploads(values, picking()) });
  } catch (error) {
    showFault(error);
  }
}

export async function refreshCommands() {
  const { channel, person } = state;
  const commands = await getJson('/page/commands', here()).catch(showFault);
  if (commands && channel.id === state.channel.id && person === state.person) state.commands = commands;
}
