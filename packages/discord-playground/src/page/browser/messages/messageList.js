/** The messages of one channel: what is grouped, and what stays in view. */
import { keepFocus } from '../base/focus.js';

/** The distance that still counts as the bottom of the list. */
const NEAR_BOTTOM_PX = 80;

/** Less than a turn of the wheel or a touch. */
const LITTLE_PX = 8;

/** Discord groups what one author writes within this time. Observed in its client. */
const GROUPED_MS = 7 * 60_000;

/**
 * Follows new messages while the newest is in view. A message that is higher than the view is shown from its beginning,
 * so that it can be read.
 *
 * @param {{ scroller: HTMLElement, list: HTMLElement, newest: HTMLElement }} parts `newest` is the button that leads to
 * the newest message.
 * @param {(message: object) => HTMLElement} view Creates the element of a message, with its id in `data-id`.
 */
export function createMessageList({ scroller, list, newest }, view) {
  /** By id, in the order of the list. */
  let shown = new Map();
  /** Where the list was scrolled to for the newest message. Elsewhere, somebody reads older ones. */
  let followedTo = 0;
  let isFollowing = true;
  /** Where the list was scrolled to when somebody pressed something in an older message, until they scroll. */
  let readAt = Number.NaN;
  let missed = 0;
  /** The height of the view, as last observed. */
  let height = scroller.clientHeight;

  const elementOf = (id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`);

  function follow() {
    if (list.hidden) return; // a forum is shown instead
    const bottom = scroller.scrollHeight - scroller.clientHeight;
    const last = list.lastElementChild;
    const top = last ? last.offsetTop - scroller.offsetTop : bottom;
    scroller.scrollTop = Math.min(bottom, top);
    followedTo = scroller.scrollTop;
    isFollowing = true;
    missed = 0;
    showNewest();
  }

  /** The element stays the same, so that nobody loses it: a pointer above it, or what follows its position. */
  function update(place, message) {
    const giveBack = keepFocus(place);
    const { className, childNodes } = withImagesOf(place, view(message));
    // What somebody reads stays where it is. The browser would rather keep what comes after it.
    const isRead = place.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top;
    if (isRead) scroller.style.overflowAnchor = 'none';
    place.className = className;
    place.replaceChildren(...childNodes);
    giveBack(place);
    void scroller.scrollHeight; // lays it out
    scroller.style.overflowAnchor = '';
  }

  function isNearBottom() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  }

  function showNewest() {
    newest.hidden = list.hidden || isNearBottom();
    newest.textContent = missed > 0 ? `${missed} new ${missed === 1 ? 'message' : 'messages'} ↓` : 'Jump to newest ↓';
  }

  function group() {
    let before;
    for (const message of shown.values()) {
      elementOf(message.id)?.classList.toggle('grouped', before !== undefined && belongsTo(message, before));
      before = message;
    }
  }

  scroller.addEventListener('scroll', () => {
    // The browser has moved the list, because what is below it takes another height: not yet observed.
    if (scroller.clientHeight !== height) return;
    if (isNearBottom()) missed = 0;
    // Nobody scrolls so little: the height has changed, and will again once pictures have loaded.
    if (Math.abs(scroller.scrollTop - readAt) < LITTLE_PX) return showNewest();
    readAt = Number.NaN;
    isFollowing = isNearBottom() || Math.abs(scroller.scrollTop - followedTo) < 2;
    showNewest();
  });
  const keepFollowing = () => (isFollowing ? follow() : showNewest());
  const keepReading = () => {
    if (readAt >= 0) scroller.scrollTop = readAt;
    keepFollowing();
  };
  list.addEventListener('load', keepReading, true); // an image changes the height once it has loaded
  const keepInView = () => {
    height = scroller.clientHeight;
    keepFollowing();
  };
  new ResizeObserver(keepInView).observe(scroller); // by the window, or by what opens below the list
  newest.addEventListener('click', () => {
    scroller.scrollTop = scroller.scrollHeight;
    scroller.focus();
  });

  return {
    showAll(messages) {
      shown = new Map(messages.map((message) => [message.id, message]));
      list.replaceChildren(...messages.map(view));
      group();
      follow();
    },

    /**
     * Adds a message, or updates it.
     *
     * @param {object} message
     * @param {boolean} isAwaited Whether this person waits for it, so that it comes into view wherever they read.
     */
    show(message, isAwaited) {
      const before = elementOf(message.id);
      const isNewest = before === null || before === list.lastElementChild;
      const comesIntoView = before === null ? isNearBottom() || isAwaited : isFollowing && isNewest;
      // Somebody has just pressed something in it, and reads there.
      const isRead = !isNewest && before.contains(document.activeElement);
      const { scrollTop } = scroller;
      shown.set(message.id, message);
      if (before) update(before, message);
      if (isRead) {
        isFollowing = false;
        readAt = scrollTop;
      }
      if (!before) {
        list.append(view(message));
        if (!comesIntoView) missed += 1;
      }
      group();
      if (comesIntoView) follow();
      else showNewest();
    },

    /** Shows messages anew, because something that they name has changed. @param isConcerned Default: all. */
    refresh(isConcerned = () => true) {
      const concerned = [...shown.values()].filter(isConcerned);
      if (concerned.length === 0) return;
      for (const message of concerned) update(elementOf(message.id), message);
      group();
      keepFollowing();
    },

    remove(id) {
      const gone = elementOf(id);
      if (!gone) return;
      const giveBack = keepFocus(gone);
      shown.delete(id);
      gone.remove();
      giveBack(undefined);
      group();
      showNewest();
    },

    /** Scrolls to a message and marks it for a moment. */
    find(id) {
      const found = elementOf(id);
      if (!found) return;
      found.scrollIntoView({ block: 'center' });
      found.classList.remove('found');
      void found.offsetWidth; // starts the animation again
      found.classList.add('found');
    },
  };
}

/** An image that has loaded stays: until a new one has, the message would be lower, and the list would move. */
function withImagesOf(before, after) {
  const loaded = [...before.querySelectorAll('img')];
  for (const image of after.querySelectorAll('img'))
    image.replaceWith(loaded.find(({ src, className }) => src === image.src && className === image.className) ?? image);
  return after;
}

/** Whether a message stands below another by the same author, without a header of its own. */
function belongsTo({ author, at, replyTo, command, ephemeral, isThinking }, before) {
  return (
    author.id === before.author.id &&
    author.username === before.author.username &&
    !ephemeral &&
    !before.ephemeral &&
    replyTo === undefined &&
    command === undefined &&
    !isThinking &&
    Date.parse(at) - Date.parse(before.at) < GROUPED_MS
  );
}
