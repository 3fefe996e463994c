import { editorsCommand } from '../subcommands.ts';
import { add } from './add.ts';
import { edit } from './edit.ts';
import { exportFile } from './exportFile.ts';
import { history } from './history.ts';
import { importFile } from './importFile.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { restore } from './restore.ts';
import { show } from './show.ts';
import { why } from './why.ts';

/** `/answer …`: all that the editors of a server do with its answers. */
export const answer = editorsCommand('answer', 'Keep the answers of this server', [
  add,
  edit,
  remove,
  restore,
  history,
  list,
  show,
  why,
  exportFile,
  importFile,
]);
