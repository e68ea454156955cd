// What the server says, and says again: asked only while somebody looks.
import { useEffect, useRef, useState } from './ui.js';
import { get } from './api.js';

/**
 * The answer to a GET, asked for again every so many milliseconds; 0: once. Keeps the last answer while the next one
 * is on its way, and does not ask while the page is hidden.
 */
export function useLive(path, every = 0) {
  const [state, setState] = useState({ data: null, problem: null, path: null });
  const again = useRef(() => {});
  const pace = useRef(every);
  pace.current = every;
  useEffect(() => {
    if (!path) {
      return undefined;
    }
    const control = new AbortController();
    let timer = 0;
    let asking = false;
    const ask = async () => {
      if (asking || control.signal.aborted) {
        return;
      }
      clearTimeout(timer);
      asking = true;
      try {
        const data = await get(path, control.signal);
        setState({ data, problem: null, path });
      } catch (problem) {
        if (!control.signal.aborted) {
          setState((before) => ({ data: before.path === path ? before.data : null, problem, path }));
        }
      }
      asking = false;
      next();
    };
    const next = () => {
      if (pace.current > 0 && !document.hidden && !control.signal.aborted) {
        timer = setTimeout(ask, pace.current);
      }
    };
    again.current = ask;
    document.addEventListener('visibilitychange', ask);
    ask();
    return () => {
      control.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [path, every > 0]);
  const fits = state.path === path;
  return {
    data: fits ? state.data : null,
    problem: fits ? state.problem : null,
    loading: !fits || (state.data === null && state.problem === null),
    reload: () => again.current(),
  };
}

/** The time, told anew every so often, for what counts down. */
export function useNow(every = 1000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** Does something once at a time and tells how it went. */
export function useAction(action) {
  const [state, setState] = useState({ busy: false, problem: null });
  const act = async (...args) => {
    setState({ busy: true, problem: null });
    try {
      const result = await action(...args);
      setState({ busy: false, problem: null });
      return result;
    } catch (problem) {
      setState({ busy: false, problem });
      return undefined;
    }
  };
  return { ...state, act, clear: () => setState({ busy: false, problem: null }) };
}
