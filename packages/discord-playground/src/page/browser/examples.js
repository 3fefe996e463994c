/** Things to try, as buttons. */
import { element } from './element.js';

/**
 * @param {HTMLElement} place Where they go.
 * @param {readonly string[]} examples
 * @param {{ bot: string, isDm: () => boolean, write: (text: string) => void, say: (text: string) => void }} context `bot` is its name.
 */
export function showExamples(place, examples, context) {
  place.replaceChildren(
    ...examples.map((example) => {
      const button = element('button.example', { type: 'button' }, example);
      button.addEventListener('click', () => tryExample(example, context));
      return button;
    }),
  );
}

/** A command goes into the box, to be filled in; anything else is said to the bot. */
function tryExample(example, { bot, isDm, write, say }) {
  const mention = `@${bot}`;
  const question = example.startsWith(mention) ? example.slice(mention.length).trim() : example;
  if (question.startsWith('/')) write(question);
  else say(isDm() ? question : `${mention} ${question}`);
}
