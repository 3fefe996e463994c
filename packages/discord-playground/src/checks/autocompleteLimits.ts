/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
import { notAllowed, required, tooLong } from './faults.ts';
import { asRecord, asRecords, asText, lengthOf } from './loose.ts';
import { at, type Violation } from './Violation.ts';

const CHOICES = 25;
const NAME = 100;
const VALUE = 100; // the OpenAPI document says 6,000, the page above 100

/** The same limits hold for the choices of an option that are fixed. */
export function choiceViolations(choices: unknown, path: string): readonly Violation[] {
  const tooMany = asRecords(choices).length > CHOICES ? [tooLong(path, CHOICES)] : [];
  return [...tooMany, ...asRecords(choices).flatMap((choice, index) => oneChoice(choice, at(path, index)))];
}

/** The `data` of a response of type 8. Choices whose names differ may stand for one value. */
export function autocompleteViolations(data: unknown, path: string): readonly Violation[] {
  const { choices, ...others } = asRecord(data);
  const place = at(path, 'choices');
  const unknown = Object.keys(others).map((key) => notAllowed(at(path, key), 'Autocomplete takes choices alone.'));
  return [...unknown, ...(Array.isArray(choices) ? choiceViolations(choices, place) : [required(place)])];
}

function oneChoice(choice: Readonly<Record<string, unknown>>, path: string): readonly Violation[] {
  const { name, value } = choice;
  return [
    ...textViolations(name, NAME, at(path, 'name')),
    ...(typeof value === 'number' ? [] : textViolations(value, VALUE, at(path, 'value'), true)),
  ];
}

function textViolations(text: unknown, max: number, path: string, mayBeEmpty = false): readonly Violation[] {
  if (typeof text !== 'string' || (text === '' && !mayBeEmpty)) return [required(path)];
  return lengthOf(asText(text)) > max ? [tooLong(path, max)] : [];
}
