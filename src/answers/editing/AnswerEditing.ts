import { AnswerQueries } from './AnswerQueries.ts';
import type { EditingOptions } from './changes.ts';
import { DraftCommands } from './DraftCommands.ts';
import { VersionCommands } from './VersionCommands.ts';

/**
 * Everything that moderators do with their server's answers, in Discord or on a terminal.
 *
 *     drafts.begin -> (dialog) -> propose -> preview -> publish -> versions.undo
 *                         ^          |  ^                  |
 *                         '- refused-'  '---- too late ----'
 *
 * The caller checks permission at every step. Each call concerns one server and touches no other. A draft belongs to the
 * person who wrote it, on the server where they wrote it; for everyone else it does not exist.
 *
 * When a promise resolves, the change is on disk and the next question to this process is answered with it. Where a
 * UserError is named, it is thrown, and its message tells the person what to do next.
 *
 * @example
 * const { drafts } = openEditing({ store, curated, books, today, onFault });
 * const form = await drafts.begin(guildId, 'rules');
 * const proposal = await drafts.propose(person, form.target, { ...form.fields, body: 'See #rules.' });
 * if (proposal.kind === 'accepted') await drafts.publish(person, proposal.draftId);
 */
export type AnswerEditing = ReturnType<typeof openEditing>;

export function openEditing(options: EditingOptions) {
  return {
    drafts: new DraftCommands(options),
    versions: new VersionCommands(options),
    queries: new AnswerQueries(options),
  };
}
