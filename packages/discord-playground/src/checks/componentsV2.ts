/** What the flag IS_COMPONENTS_V2 changes. Source: components/reference. */
import { FILE, MEDIA_GALLERY, type Placed, ROW, TEXT_DISPLAY, THUMBNAIL, urlViolations } from './components.ts';
import { asRecord, asRecords, asText, isGiven, lengthOf, type Loose } from './unchecked.ts';
import { at, type Violation } from './violations.ts';

const COMPONENTS = 40; // nested ones count
const TEXT = 4_000; // characters of all text displays together
const NOT_WITH_V2 = ['content', 'embeds', 'poll', 'sticker_ids'] as const;
const MEDIA_SCHEMES = ['http', 'https', 'attachment'];

const fault = (path: string, code: string, message: string): Violation => ({ path, code, message });

/** With the flag. */
export function v2Violations(body: Loose, components: readonly Placed[], path: string): readonly Violation[] {
  const old = NOT_WITH_V2.filter((key) => isGiven(body[key]) && asLength(body[key]) > 0).map((key) =>
    fault(
      at(path, key),
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    ),
  );
  return [...old, ...totalViolations(components, at(path, 'components'))];
}

/** Without the flag, a message accepts only action rows. */
export function legacyViolations(body: Loose, path: string): readonly Violation[] {
  return asRecords(body['components']).flatMap(({ type }, index) =>
    typeof type !== 'number' || type === ROW
      ? []
      : [
          fault(
            at(path, 'components', index, 'type'),
            'UNION_TYPE_CHOICES',
            'Value of field "type" must be one of (1,). Other components need the flag IS_COMPONENTS_V2.',
          ),
        ],
  );
}

/**
 * Media may only refer to files that exist.
 *
 * @param files - The names of files that are sent with the request or are already on the message. Undefined = unknown,
 * not checked.
 */
export function mediaViolations(components: readonly Placed[], files?: readonly string[]): readonly Violation[] {
  return mediaOf(components).flatMap(({ path, url, schemes }) => {
    const name = /^attachment:\/\/(.+)$/s.exec(url)?.[1];
    if (name === undefined || !files || files.includes(name)) return urlViolations(url, path, schemes);
    const message = `The referenced attachment "${name}" was not found`;
    return [fault(path, 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message)];
  });
}

function totalViolations(components: readonly Placed[], path: string): readonly Violation[] {
  const texts = components.filter(({ component }) => component['type'] === TEXT_DISPLAY);
  const text = texts.reduce((sum, { component }) => sum + lengthOf(asText(component['content'])), 0);
  return [
    ...(components.length > COMPONENTS
      ? [
          fault(
            path,
            'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
            `Message has ${components.length} components, including nested ones. The maximum is ${COMPONENTS}.`,
          ),
        ]
      : []),
    ...(text > TEXT
      ? [
          fault(
            path,
            'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
            `The displayable text size (${text}) exceeds the maximum size of ${TEXT}`,
          ),
        ]
      : []),
  ];
}

interface Media {
  readonly path: string;
  readonly url: string;
  readonly schemes: readonly string[];
}

function mediaOf(components: readonly Placed[]): readonly Media[] {
  return components.flatMap(({ path, component }) => {
    if (component['type'] === THUMBNAIL) return [media(component['media'], at(path, 'media'))];
    if (component['type'] === FILE) return [media(component['file'], at(path, 'file'), ['attachment'])];
    if (component['type'] !== MEDIA_GALLERY) return [];
    return asRecords(component['items']).map((item, index) => media(item['media'], at(path, 'items', index, 'media')));
  });
}

const media = (value: unknown, path: string, schemes: readonly string[] = MEDIA_SCHEMES): Media => ({
  path: at(path, 'url'),
  url: asText(asRecord(value)['url']),
  schemes,
});

const asLength = (value: unknown): number => (Array.isArray(value) ? value.length : 1);
