/** The message box: messages, `/` for commands, `@` for mentions. */
import { commandForm } from './commandForm.js';
import { element } from '../base/element.js';
import { Picker } from './pickers.js';

const SLASH = 1;

/** How long to wait before the commands of a bot that has none are fetched again. */
const RETRY_MS = 1_000;
/** How often the others are told that somebody types. Discord's client does it this often, too. */
const TYPING_MS = 8_000;

/**
 * @param {object} parts Elements of the page: `box` (textarea), `list` (picker), `form` (around the box), `place` (for
 * the form of a command).
 * @param {object} context `commands()` lists the available commands and `refreshCommands()` fetches them again,
 * `names()` lists who can be mentioned, `offered()` what options can hold; `onSay(text)`, `onRun(command, values)`,
 * `onType(command, option, text, others)`, `onTyping()`, `onUp()` for the arrow key in an empty box, `onEscape()`, `hasFiles()` and `onFiles(files)` for what is attached,
 * `onFault(error)`.
 */
export function createComposer({ box, list, form, place }, context) {
  const picker = new Picker(list);

  let toldAt = 0;
  /** Whether Escape has closed the list. It opens again with the next letter, not with an answer that comes late. */
  let isDismissed = false;

  function leaveCommand() {
    const wasOpen = form.hidden;
    picker.hide();
    place.replaceChildren();
    form.hidden = false;
    if (wasOpen) box.focus();
  }

  function enterCommand(command, rest = '') {
    box.value = '';
    const view = commandForm(command, {
      picker,
      offered: context.offered(),
      ask: (option, text, others) => context.onType(command.name, option, text, others),
      onCancel: leaveCommand,
      onRun(values) {
        leaveCommand();
        context.onRun(command.name, values);
      },
    });
    form.hidden = true;
    place.replaceChildren(view.view);
    view.focus();
    view.fill(rest);
  }

  function offerCommands(text) {
    const commands = context.commands().filter(({ type }) => type === SLASH);
    const written = text.slice(1).toLowerCase();
    // in "/todo milk" the name is complete: the rest belongs to the first option
    const complete = commands.find(({ name }) => written.startsWith(`${name} `));
    if (complete) {
      enterCommand(complete, text.slice(complete.name.length + 2));
      return;
    }
    const items = commands
      .filter(({ name }) => name.includes(written))
      .toSorted((a, b) => Number(b.name.startsWith(written)) - Number(a.name.startsWith(written)))
      .map((command) => ({ title: `/${command.name}`, detail: command.description, command }));
    picker.show(box, items, ({ command }) => enterCommand(command), { heading: 'Commands' });
  }

  /** Offers the known commands at once, and asks for new ones in the meantime. */
  async function offerLatestCommands() {
    offerCommands(box.value);
    if (box.value !== '/' && context.commands().length > 0) return;
    await context.refreshCommands();
    if (!isCommand() || form.hidden || isDismissed) return;
    offerCommands(box.value);
    // A bot that has just started registers its commands a moment later.
    if (context.commands().length === 0)
      setTimeout(() => isCommand() && !isDismissed && void offerLatestCommands(), RETRY_MS);
  }

  const isCommand = () => box.value.startsWith('/') && !box.value.includes('\n');

  function offerNames(partial, start) {
    const items = context
      .names()
      .filter((name) => name.toLowerCase().startsWith(partial.toLowerCase()))
      .map((name) => ({ title: `@${name}`, name }));
    picker.show(box, items, ({ name }) => {
      box.setRangeText(`@${name} `, start, box.selectionStart, 'end');
      box.focus();
    });
  }

  function offer() {
    const before = box.value.slice(0, box.selectionStart);
    const mention = /(?:^|\s)@(\S*)$/.exec(before);
    if (isCommand()) void offerLatestCommands();
    else if (mention) offerNames(mention[1], before.length - mention[1].length - 1);
    else picker.hide();
  }

  /** Writes names as they are written: a mention that was typed in lower case is one, too. */
  function withNames(text) {
    return context.names().reduce((written, name) => {
      const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return written.replaceAll(new RegExp(`(?<=^|\\s)@${escaped}(?![\\w-])`, 'gi'), () => `@${name}`);
    }, text);
  }

  function tellTyping() {
    if (box.value.trim() === '' || box.value.startsWith('/') || Date.now() - toldAt < TYPING_MS) return;
    toldAt = Date.now();
    context.onTyping();
  }

  async function send() {
    // Somebody who types fast must not send a command as a message.
    if (isCommand() && context.commands().length === 0) {
      await context.refreshCommands();
      if (context.commands().length > 0) return offerCommands(box.value);
    }
    const text = withNames(box.value.trim());
    if (text === '' && !context.hasFiles()) return;
    picker.hide();
    box.value = '';
    toldAt = 0;
    grow();
    try {
      await context.onSay(text);
    } catch (error) {
      if (box.value === '') box.value = text; // keep what was typed
      grow();
      context.onFault(error);
    }
  }

  function grow() {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }

  box.addEventListener('input', () => {
    isDismissed = false;
    grow();
    tellTyping();
    offer();
  });
  box.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    context.onFiles(files);
  });
  box.addEventListener('blur', () => picker.hide());
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return; // Enter that confirms a word in an input method
    isDismissed ||= event.key === 'Escape' && picker.isOpen;
    if (picker.takesKey(event)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') context.onEscape();
    else if (event.key === 'ArrowUp' && box.value === '') {
      event.preventDefault();
      context.onUp();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  const write = (text) => {
    box.value = text;
    grow();
    box.focus();
    offer();
  };
  /** For commands that have arrived after somebody began to write one. */
  const offerCommandsAgain = () => {
    if (document.activeElement === box && isCommand() && !isDismissed) offerCommands(box.value);
  };
  return { leaveCommand, offerCommandsAgain, write, focus: () => box.focus() };
}

/**
 * Shows things to try as buttons.
 *
 * @param {HTMLElement} place
 * @param {readonly string[]} examples
 * @param {{ bot: string, isDm: boolean, write: (text: string) => void, say: (text: string) => void }} context `bot` is
 * its name.
 */
export function showExamples(place, examples, { bot, isDm, write, say }) {
  const mention = `@${bot}`;
  place.replaceChildren(
    ...examples.map((example) => {
      const question = example.startsWith(mention) ? example.slice(mention.length).trim() : example;
      const isCommand = question.startsWith('/');
      const text = isDm || isCommand ? question : `${mention} ${question}`;
      const button = element('button.example', { type: 'button' }, text);
      // A command goes into the message box to be completed. Anything else is sent to the bot.
      button.addEventListener('click', () => (isCommand ? write : say)(text));
      return button;
    }),
  );
}
