/** The element of an id. */
export const byId = id => document.getElementById(id);

/** A new element; what it says is text and nothing else. */
export function make(tag, { text = '', className = '' } = {}, ...children) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Sets a text only where it differs, so that nothing is laid out anew and no reader repeats it. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, isShown) {
  if (element.hidden === isShown) element.hidden = !isShown;
}

/** What the browser remembers; nothing where it remembers nothing. */
export const memory = {
  get(name) {
    try {
      return localStorage.getItem(`ecs.${name}`) ?? '';
    } catch {
      return '';
    }
  },
  set(name, value) {
    try {
      if (value) localStorage.setItem(`ecs.${name}`, value);
      else localStorage.removeItem(`ecs.${name}`);
    } catch {
      // A browser that keeps nothing is no reason not to play.
    }
  },
};

/** A room's name, and its mode and map where they are called otherwise. */
export function roomWords(name, mode, map) {
  return [name, ...mode === name ? [] : [mode], ...map === mode ? [] : [`map ${map}`]].join(' · ');
}
