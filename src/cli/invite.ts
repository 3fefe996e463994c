import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { inviteLinkFor } from '../discord/client.ts';
import { UserError } from '../shared/UserError.ts';
import { command, runIfStarted } from './run.ts';
import { INVITE_NEEDS_TOKEN, INVITE_USAGE } from './strings.ts';

export const invite = command(async (args) => {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(INVITE_USAGE);
    return 0;
  }
  const { token, apiUrl } = loadConfig();
  if (!token) throw new UserError('no-token', INVITE_NEEDS_TOKEN);
  console.log(await inviteLinkFor(token, apiUrl));
  return 0;
});

await runIfStarted(import.meta, invite);
