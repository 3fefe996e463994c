import type { AnswerEditing } from './AnswerEditing.ts';
import { Changing } from './Changing.ts';
import { Drafting } from './Drafting.ts';
import type { EditingOptions } from './EditingOptions.ts';
import { InTurn } from './InTurn.ts';
import { Looking } from './Looking.ts';

/**
 * Editing over the store. Changes of one server are made one after the other in this process, so that each is checked
 * against what the one before has written. When another process was faster, the store writes nothing, and the change is
 * checked again.
 *
 * @param inTurn - Shared with all else that changes answers of servers in this process.
 * @example
 * const editing = openEditing({ store, curated, books, today, onFault });
 * const form = await editing.begin(guildId, 'rules');
 * const proposal = await editing.propose(person, form.target, { ...form.fields, body: 'See #rules.' });
 * if (proposal.kind === 'accepted') await editing.publish(person, proposal.draftId);
 */
export function openEditing(options: EditingOptions, inTurn = new InTurn()): AnswerEditing {
  const drafting = new Drafting(options, inTurn);
  const changing = new Changing(options, inTurn);
  const looking = new Looking(options);
  return {
    begin: (...args) => drafting.begin(...args),
    beginWith: (...args) => drafting.beginWith(...args),
    propose: (...args) => drafting.propose(...args),
    form: (...args) => drafting.form(...args),
    preview: (...args) => drafting.preview(...args),
    publish: (...args) => drafting.publish(...args),
    discard: (...args) => drafting.discard(...args),
    remove: (...args) => changing.remove(...args),
    restore: (...args) => changing.restore(...args),
    undo: (...args) => changing.undo(...args),
    history: (...args) => looking.history(...args),
    list: (...args) => looking.list(...args),
    knows: (...args) => looking.knows(...args),
    show: (...args) => looking.show(...args),
    showVersion: (...args) => looking.showVersion(...args),
    why: (...args) => looking.why(...args),
  };
}
