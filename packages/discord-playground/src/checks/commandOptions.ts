/**
 * Rules for a command's options, their names and their choices.
 * Source: interactions/application-commands#application-command-object-application-command-option-structure.
 */
import { asRecord, asRecords, asText, isGiven, lengthOf, type Loose } from './unchecked.ts';
import { at, notAllowed, required, tooLong, type Violation } from './violations.ts';

export function optionViolations(options: unknown, path: string): readonly Violation[] {
  const list = asRecords(options);
  return [
    ...requiredLateViolations(list, path),
    ...mixedViolations(list, path),
    ...duplicates(
      list,
      path,
      'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      'Option name already exists in options',
    ),
    ...list.flatMap((option, index) => oneOption(option, at(path, index))),
  ];
}

const MAX_CHOICES = 25;
const CHOICE_NAME = 100;
const CHOICE_VALUE = 100; // the OpenAPI document says 6,000, the documentation 100

/** Fixed choices have the same limits as autocomplete choices. */
function choiceViolations(choices: unknown, path: string): readonly Violation[] {
  const tooMany = asRecords(choices).length > MAX_CHOICES ? [tooLong(path, MAX_CHOICES)] : [];
  return [...tooMany, ...asRecords(choices).flatMap((choice, index) => oneChoice(choice, at(path, index)))];
}

/** Checks the `data` of a response of type 8. Choices with different names may have the same value. */
export function autocompleteViolations(data: unknown, path: string): readonly Violation[] {
  const { choices, ...others } = asRecord(data);
  const place = at(path, 'choices');
  const unknown = Object.keys(others).map((key) => notAllowed(at(path, key), 'Autocomplete takes only choices.'));
  return [...unknown, ...(Array.isArray(choices) ? choiceViolations(choices, place) : [required(place)])];
}

function oneChoice(choice: Readonly<Record<string, unknown>>, path: string): readonly Violation[] {
  const { name, value } = choice;
  return [
    ...textViolations(name, CHOICE_NAME, at(path, 'name')),
    ...(typeof value === 'number' ? [] : textViolations(value, CHOICE_VALUE, at(path, 'value'), true)),
  ];
}

function textViolations(text: unknown, max: number, path: string, mayBeEmpty = false): readonly Violation[] {
  if (typeof text !== 'string' || (text === '' && !mayBeEmpty)) return [required(path)];
  return lengthOf(asText(text)) > max ? [tooLong(path, max)] : [];
}

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/**
 * Whether this is a valid name for a slash command or an option: letters, digits, - _ ', in lower case if the script
 * has one.
 * Source: interactions/application-commands#application-command-object-application-command-naming.
 */
export const isCommandName = (name: unknown): boolean =>
  typeof name === 'string' && COMMAND_NAME.test(name) && name === name.toLowerCase();

/** Checks the name and its localizations. The schema reports a missing name. */
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

/** Type 1 is a subcommand, type 2 a subcommand group. */
const isSubcommand = (option: Loose): boolean => option['type'] === 1 || option['type'] === 2;

function oneOption(option: Loose, path: string): readonly Violation[] {
  const choices = asRecords(option['choices']);
  const place = at(path, 'choices');
  return [
    ...nameViolations(option, path),
    ...(choices.length > 0 && option['autocomplete'] === true
      ? [
          {
            path: at(path, 'autocomplete'),
            code: 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE',
            message: 'An option has either choices or autocomplete.',
          },
        ]
      : []),
    ...(choices.length > 0 ? choiceViolations(choices, place) : []),
    ...duplicates(
      choices,
      place,
      'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
      'Choice name already exists',
    ),
    ...optionViolations(option['options'], at(path, 'options')),
  ];
}

function requiredLateViolations(options: readonly Loose[], path: string): readonly Violation[] {
  const firstOptional = options.findIndex((option) => option['required'] !== true);
  return options.flatMap((option, index) =>
    firstOptional === -1 || index < firstOptional || option['required'] !== true
      ? []
      : [
          {
            path: at(path, index),
            code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            message: 'Required options must be placed before non-required options',
          },
        ],
  );
}

/** A command with subcommands has no options of its own, because it cannot be used by itself. */
function mixedViolations(options: readonly Loose[], path: string): readonly Violation[] {
  const odd = options.findIndex((option) => isSubcommand(option) !== isSubcommand(options[0]!));
  if (odd === -1) return [];
  const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
  return [{ path: at(path, odd), code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message }];
}

function duplicates(list: readonly Loose[], path: string, code: string, message: string): readonly Violation[] {
  const seen = new Set<string>();
  return list.flatMap((entry, index) => {
    const isKnown = isGiven(entry['name']) && seen.size === seen.add(asText(entry['name'])).size;
    return isKnown ? [{ path: at(path, index, 'name'), code, message }] : [];
  });
}
