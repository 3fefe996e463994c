import { ButtonStyle } from 'discord.js';
import type { ShownAnswer, Standing } from '../../answers/editing/SeenAnswer.ts';
import { button } from '../button.ts';
import { CARD, EDIT, type Extent, HISTORY, REMOVE, RESTORE } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { replyContainer } from '../present.ts';
import type { Previewing } from './EditingDesk.ts';
import { factsLine } from './factsLine.ts';
import { buttonRow } from './rows.ts';

const STANDINGS: Readonly<Record<Standing, string>> = {
  own: 'written on this server',
  replaced: "this server's own version of a curated answer",
  curated: 'a curated answer, as it is everywhere',
  hidden: 'a curated answer that is hidden on this server',
  removed: 'written on this server, and removed',
};

/** An answer as members see it, or saw it last, with its facts and what can be done about it. */
export async function cardMessage(desk: Previewing, shown: ShownAnswer, extent: Extent): Promise<MessageBody> {
  const { answerId, standing, answer } = shown;
  const reply = await desk.replyWith(answer, extent === 'whole');
  const isGone = standing === 'hidden' || standing === 'removed';
  return message([
    replyContainer({ reply }, { askerId: desk.person.id, isPrivate: true, isInert: true }),
    textDisplay(`-# \`${answerId}\` · ${STANDINGS[standing]} · ${factsLine(shown)}`),
    ...buttonRow([
      ...(isGone ? button('Restore', RESTORE, { answerId }) : button('Edit', EDIT, { answerId })),
      ...button('History', HISTORY, { page: 0, answerId }),
      ...(isGone ? [] : button('Remove', REMOVE, { answerId }, ButtonStyle.Danger)),
      ...(reply.hasMore ? button('Show all of it', CARD, { extent: 'whole', answerId }) : []),
    ]),
  ]);
}
