import { asNumber, asRecord, asText, isGiven } from './loose.ts';
import { COMPONENTS_V2 } from './messageFlags.ts';

/**
 * Whether Discord would refuse the message as empty: status 400, code 50006 "Cannot send an empty message", which is not
 * an invalid form and so no {@link Violation}. For an edit, ask about the message as it would be afterwards.
 *
 * Without Components V2, buttons alone are not a message; with it, nothing but components is.
 *
 * @param files - How many files come with it.
 */
export function isEmptyMessage(body: unknown, files = 0): boolean {
  const message = asRecord(body);
  if ((asNumber(message['flags']) & COMPONENTS_V2) !== 0) return countOf(message['components']) === 0;
  return (
    asText(message['content']).trim() === '' &&
    files + countOf(message['attachments']) + countOf(message['embeds']) + countOf(message['sticker_ids']) === 0 &&
    !isGiven(message['poll']) &&
    !isGiven(message['shared_client_theme']) &&
    !isForward(message['message_reference'])
  );
}

const countOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

const isForward = (reference: unknown): boolean => asRecord(reference)['type'] === 1;
