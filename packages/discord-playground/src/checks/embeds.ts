import { urlViolations } from './components.ts';
import { asRecord, asRecords, asText, isGiven, isRecord, lengthOf, type Loose } from './unchecked.ts';
import { at, required, type Violation } from './violations.ts';

const ALL_EMBEDS = 6_000; // titles, descriptions, fields, footers and author names of all embeds together

/** What the schema does not cover. Spaces alone count as nothing, as Discord trims texts. */
export function embedViolations(embeds: unknown, path: string): readonly Violation[] {
  if (!Array.isArray(embeds)) return [];
  const total = asRecords(embeds).reduce((sum, embed) => sum + embedLength(embed), 0);
  return [
    ...embeds.flatMap((embed, index) => (isRecord(embed) ? partViolations(embed, at(path, index)) : [])),
    ...(total > ALL_EMBEDS
      ? [{ path, code: 'MAX_EMBED_SIZE_EXCEEDED', message: `Embed size exceeds maximum size of ${ALL_EMBEDS}` }]
      : []),
  ];
}

function partViolations(embed: Loose, path: string): readonly Violation[] {
  const fields = asRecords(embed['fields']);
  return [
    ...(isEmpty(embed) ? [required(at(path, 'description'))] : []),
    ...fields.flatMap((field, index) =>
      ['name', 'value'].filter((part) => isBlank(field[part])).map((part) => required(at(path, 'fields', index, part))),
    ),
    ...urlViolations(embed['url'], at(path, 'url'), WEB),
    ...urlViolations(asRecord(embed['author'])['url'], at(path, 'author', 'url'), WEB),
    ...urlViolations(asRecord(embed['author'])['icon_url'], at(path, 'author', 'icon_url'), MEDIA),
    ...urlViolations(asRecord(embed['footer'])['icon_url'], at(path, 'footer', 'icon_url'), MEDIA),
    ...urlViolations(asRecord(embed['image'])['url'], at(path, 'image', 'url'), MEDIA),
    ...urlViolations(asRecord(embed['thumbnail'])['url'], at(path, 'thumbnail', 'url'), MEDIA),
  ];
}

const isBlank = (text: unknown): boolean => (typeof text === 'string' ? text.trim() === '' : !isGiven(text));

/** An embed shows something besides its color, link and time, or Discord asks for its description. */
function isEmpty({ title, description, fields, image, thumbnail, author, footer, video }: Loose): boolean {
  const texts = [title, description, asRecord(author)['name'], asRecord(footer)['text']];
  return texts.every(isBlank) && asRecords(fields).length === 0 && ![image, thumbnail, video].some(isGiven);
}

const WEB = ['http', 'https'];
const MEDIA = [...WEB, 'attachment'];

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
