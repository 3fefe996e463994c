/** Buttons that make something go wrong, to see what the bot makes of it. */
import { element } from '../base/element.js';
import { getJson, post } from '../base/server.js';
import { openDialog } from '../base/openDialog.js';

/** Source of the codes: topics/opcodes-and-status-codes. */
const FAULTS = {
  'The gateway': [
    ['Drop the connection', { kind: 'drop' }],
    ['Ask to reconnect', { kind: 'reconnect' }],
    ['End the session', { kind: 'invalidate' }],
  ],
  'All requests of the bot': [
    ['Take 1 second', { kind: 'slow', ms: 1_000 }],
    ['Take 4 seconds', { kind: 'slow', ms: 4_000 }],
  ],
  'The next request of the bot': [
    ['500 Internal Server Error', { kind: 'fail', status: 500, code: 0, times: 1 }],
    ['429 Too Many Requests', { kind: 'fail', status: 429, code: 0, times: 1 }],
    ['10008 Unknown Message', { kind: 'fail', status: 404, code: 10_008, times: 1 }],
    ['10062 Unknown Interaction', { kind: 'fail', status: 404, code: 10_062, times: 1 }],
    ['50001 Missing Access', { kind: 'fail', status: 403, code: 50_001, times: 1 }],
    ['50013 Missing Permissions', { kind: 'fail', status: 403, code: 50_013, times: 1 }],
  ],
  'The next five requests of the bot': [
    ['500, five times', { kind: 'fail', status: 500, code: 0, times: 5 }],
    ['50013, five times', { kind: 'fail', status: 403, code: 50_013, times: 5 }],
  ],
};

export async function openFaults() {
  const state = element('div.faults-state', { role: 'status' });
  const refused = element('div');
  const refresh = async () => {
    const { pending, refusals } = await getJson('/page/faults');
    state.replaceChildren(...listOf(pending, 'Nothing is going wrong on purpose.'));
    refused.replaceChildren(...listOf(refusals, 'None so far.'));
  };
  const button = ([label, action]) => {
    const view = element('button.button.style-secondary', { type: 'button' }, label);
    const cause = async () => {
      try {
        await post('operate', action);
        await refresh();
        if (['drop', 'reconnect', 'invalidate'].includes(action.kind))
          state.prepend(element('p', {}, `Done: ${label}.`));
      } catch (error) {
        state.replaceChildren(element('p.problem', {}, error.message));
      }
    };
    view.addEventListener('click', () => void cause());
    return view;
  };
  await refresh();
  const groups = Object.entries(FAULTS).map(([title, faults]) =>
    element('section', {}, element('h3', {}, title), element('div.row', {}, ...faults.map(button))),
  );
  openDialog('panel', {
    title: 'Faults',
    body: [
      element(
        'section',
        {},
        element('h3', {}, 'Now'),
        state,
        element('div.row', {}, button(['Clear', { kind: 'clear' }])),
      ),
      ...groups,
      element('section', {}, element('h3', {}, 'Requests that Discord would have refused'), refused),
    ],
  });
}

const listOf = (lines, none) =>
  lines.length > 0 ? [element('ul', {}, ...lines.map((line) => element('li', {}, line)))] : [element('p', {}, none)];
