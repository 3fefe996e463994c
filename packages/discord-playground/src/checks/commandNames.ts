/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
import { asRecord, isGiven, type Loose } from './loose.ts';
import { at, type Violation } from './Violation.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Names of slash commands and of their options: letters of any script, digits, - _ ', and lower case wherever there is one. */
export const isCommandName = (name: unknown): boolean =>
  typeof name === 'string' && NAME.test(name) && name === name.toLowerCase();

/** The name and its localizations. A missing name is left to the schema. */
export function nameViolations(named: Loose, path: string): readonly Violation[] {
  const names: readonly (readonly [string, unknown])[] = [
    [at(path, 'name'), named['name']],
    ...Object.entries(asRecord(named['name_localizations'])).map(
      ([locale, name]) => [at(path, 'name_localizations', locale), name] as const,
    ),
  ];
  return names
    .filter(([, name]) => isGiven(name) && !isCommandName(name))
    .map(([place]) => ({ path: place, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }));
}
