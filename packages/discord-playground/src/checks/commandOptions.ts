/** Rules among the options of one command: https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure */
import { choiceViolations } from './autocompleteLimits.ts';
import { nameViolations } from './commandNames.ts';
import { asRecords, asText, isGiven, type Loose } from './loose.ts';
import { at, type Violation } from './Violation.ts';

/** A subcommand is of type 1, a group of them of type 2. */
const isSubcommand = (option: Loose): boolean => option['type'] === 1 || option['type'] === 2;

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

/** A command with subcommands cannot be used by itself, so it has no options of its own. */
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
