/** Who the visitor is in a channel, and what they and the bot may do there. */
import { element } from '../base/element.js';
import { getJson, post } from '../base/server.js';
import { openDialog } from '../base/openDialog.js';

/**
 * @param {{ person: object, channel: object, bot: string }} place `bot` is its name.
 */
export async function openPermissions({ person, channel, bot }) {
  const where = channel.kind === 'dm' ? 'in direct messages' : `in #${channel.name}`;
  const seen = await getJson('/page/permissions', { person: person.id, channel: channel.id });
  const table = element(
    'table.permissions',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, 'Permission'),
        element('th', { scope: 'col' }, person.name),
        element('th', { scope: 'col' }, bot),
      ),
    ),
    element('tbody', {}, ...seen.permissions.map((permission) => row(permission, { channel, bot, ...seen }))),
  );
  openDialog('panel', {
    title: `Permissions ${where}`,
    body: [
      rolesOf(`You are ${person.name} (${person.about}).`, seen.roles),
      rolesOf(`${bot} is the bot.`, seen.botRoles),
      seen.canChange && element('p', {}, `Press a box to change what ${bot} may do ${where}.`),
      table,
    ],
  });
}

const rolesOf = (who, roles) => element('p', {}, element('strong', {}, who), ` Roles: ${roles.join(', ') || 'none'}.`);

const word = (has) => element(`span.${has ? 'has' : 'lacks'}`, {}, has ? '✓' : '✕', hidden(has ? 'yes' : 'no'));

const hidden = (text) => element('span.only-read', {}, text);

function row({ name, label, you, bot: has }, { channel, bot, canChange }) {
  const box = element('input', {
    type: 'checkbox',
    checked: has,
    disabled: !canChange,
    aria: { label: `${bot}: ${label}` },
  });
  box.addEventListener('change', () => {
    post('operate', { kind: 'permit', channel: channel.id, permission: name, allowed: box.checked }).catch(() => {
      box.checked = !box.checked;
    });
  });
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, label),
    element('td', {}, word(you)),
    element('td', {}, canChange ? box : word(has)),
  );
}
