/** Who is typing. */

const TYPING_MS = 10_000; // as in Discord: developers/resources/channel#trigger-typing-indicator

/** @param {HTMLElement} place Where it is shown. */
export function createTyping(place) {
  /** Timers by name. */
  const typing = new Map();

  function update() {
    const names = [...typing.keys()];
    const verb = names.length === 1 ? 'is' : 'are';
    place.textContent = names.length > 0 ? `${names.join(' and ')} ${verb} typing…` : '';
  }

  function stop(name) {
    clearTimeout(typing.get(name));
    typing.delete(name);
    update();
  }

  return {
    show(name) {
      clearTimeout(typing.get(name));
      typing.set(name, setTimeout(stop, TYPING_MS, name));
      update();
    },
    stop,
    clear() {
      for (const name of typing.keys()) stop(name);
    },
  };
}
