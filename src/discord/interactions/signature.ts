import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** What precedes the 32 bytes of an Ed25519 key in DER: https://www.rfc-editor.org/rfc/rfc8410#section-4 */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Seconds. Also how far the clocks of this machine and of Discord may differ. */
const MAX_AGE = 300;

/** @param hex - The application's public key, 64 hexadecimal digits, from its page in the developer portal. */
export function publicKeyOf(hex: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([DER_PREFIX, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
}

export interface SignedRequest {
  /** The header `X-Signature-Ed25519`: 128 hexadecimal digits. */
  readonly signature: unknown;
  /** The header `X-Signature-Timestamp`: seconds since 1970. */
  readonly timestamp: unknown;
  readonly body: Buffer;
}

/**
 * Whether Discord has signed this request, not longer ago than five minutes:
 * https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 *
 * @param nowMs - Since the epoch.
 */
export function isSigned({ signature, timestamp, body }: SignedRequest, key: KeyObject, nowMs: number): boolean {
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > MAX_AGE) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
