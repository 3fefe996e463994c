/** Text of a message without Components V2: https://discord.com/developers/docs/resources/message#create-message and #embed-object-embed-limits */
import { tooLong } from './faults.ts';
import { asRecord, asRecords, asText, lengthOf, type Loose } from './loose.ts';
import { at, type Violation } from './Violation.ts';

const CONTENT = 2_000; // the OpenAPI document allows people with Nitro 4,000
const ALL_EMBEDS = 6_000; // titles, descriptions, field names and values, footers and author names of all embeds together

export function contentViolations(body: Loose, path: string): readonly Violation[] {
  return [
    ...(lengthOf(asText(body['content'])) > CONTENT ? [tooLong(at(path, 'content'), CONTENT)] : []),
    ...embedViolations(body['embeds'], at(path, 'embeds')),
  ];
}

function embedViolations(embeds: unknown, path: string): readonly Violation[] {
  let total = 0;
  const over = asRecords(embeds).findIndex((embed) => (total += embedLength(embed)) > ALL_EMBEDS);
  if (over === -1) return [];
  const message = `Embed size exceeds maximum size of ${ALL_EMBEDS}`;
  return [{ path: at(path, over), code: 'MAX_EMBED_SIZE_EXCEEDED', message }];
}

function embedLength(embed: Loose): number {
  const texts = [
    embed['title'],
    embed['description'],
    asRecord(embed['footer'])['text'],
    asRecord(embed['author'])['name'],
    ...asRecords(embed['fields']).flatMap((field) => [field['name'], field['value']]),
  ];
  return texts.reduce<number>((sum, text) => sum + lengthOf(asText(text)), 0);
}
