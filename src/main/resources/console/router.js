// Paths are the browser's own; every filter is in the URL, so whatever one sees can be sent to somebody.
import { useEffect, useState } from './ui.js';

const listeners = new Set();

/** What is asked before the page is left; while it is empty, nothing is. */
let question = '';

/** The place among the entries of the history where the page is that is shown. */
let place = history.state?.place ?? 0;
history.replaceState({ place }, '');

/** Back and forward can't be held, but gone back on. */
addEventListener('popstate', (event) => {
  const to = event.state?.place ?? 0;
  if (to === place) {
    return;
  }
  if (question && !confirm(question)) {
    history.go(place - to);
    return;
  }
  place = to;
  listeners.forEach((listener) => listener());
});

const now = () => ({ path: location.pathname, params: new URLSearchParams(location.search) });

export function go(url, { replace = false } = {}) {
  if (url !== location.pathname + location.search) {
    place += replace ? 0 : 1;
    history[replace ? 'replaceState' : 'pushState']({ place }, '', url);
  }
  if (!replace) {
    scrollTo(0, 0);
  }
  listeners.forEach((listener) => listener());
}

/** Changes parameters of the URL; empty ones are taken out. */
export function setParams(changes) {
  const params = new URLSearchParams(location.search);
  Object.entries(changes).forEach(([name, value]) => (value ? params.set(name, value) : params.delete(name)));
  const text = params.toString();
  go(location.pathname + (text ? '?' + text : ''), { replace: true });
}

export function useLocation() {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const listener = () => setAt(now());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return at;
}

/** The values of {names} where the path fits the pattern, else null. */
export function match(pattern, path) {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) {
    return null;
  }
  const values = {};
  const fits = wanted.every((segment, at) => {
    if (!segment.startsWith('{')) {
      return segment === given[at];
    }
    values[segment.slice(1, -1)] = decodeURIComponent(given[at]);
    return given[at] !== '';
  });
  return fits ? values : null;
}

/** Nobody loses what was typed by closing the tab, by going back or by following a link. */
export function useWarning(on) {
  useEffect(() => {
    if (!on) {
      return undefined;
    }
    const warn = (event) => {
      event.preventDefault();
      // What older browsers wait for.
      event.returnValue = true;
    };
    addEventListener('beforeunload', warn);
    question = 'What you changed here is not saved. Leave the page all the same?';
    return () => {
      removeEventListener('beforeunload', warn);
      question = '';
    };
  }, [on]);
}

/** Links within the console don't load the page anew. */
export function takeOverLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href);
    if (url.origin === location.origin && !url.pathname.startsWith('/api/') && !url.hash) {
      event.preventDefault();
      if (!question || confirm(question)) {
        go(url.pathname + url.search);
      }
    }
  });
}
