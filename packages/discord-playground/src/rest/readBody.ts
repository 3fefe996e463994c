import { DiscordError } from '../DiscordError.ts';
import { contentTypeOf } from '../world/contentTypeOf.ts';

/** A file that came with a request. */
export interface UploadedFile {
  /** The n of `files[n]`, by which the body's `attachments` describe it. */
  readonly index: number;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface RequestBody {
  /** The parsed JSON; undefined without a body. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads a request's body: JSON, or a form with `payload_json` and `files[n]`.
 *
 * @throws DiscordError 50109 when that is not JSON.
 */
export async function readBody(request: Request): Promise<RequestBody> {
  if (request.method === 'GET' || request.method === 'HEAD') return { json: undefined, files: [] };
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    return { json: parse(await request.text()), files: [] };
  }
  const form = await request.formData();
  const payload = form.get('payload_json');
  const uploads = [...form].flatMap(([key, value]) => (typeof value === 'string' ? [] : [{ key, file: value }]));
  const files = uploads.map(async ({ key, file }, position) => ({
    index: Number(/^files\[(\d+)\]$/.exec(key)?.[1] ?? position),
    name: file.name,
    contentType: contentTypeOf(file.name, file.type),
    bytes: await file.bytes(),
  }));
  return { json: typeof payload === 'string' ? parse(payload) : undefined, files: await Promise.all(files) };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordError('invalidJson');
  }
}
