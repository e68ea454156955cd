// What every page is made of.
import { html, useEffect, useId, useRef, useState } from './ui.js';
import { ago, count, exact } from './format.js';
import { useNow } from './live.js';

const PATHS = {
  home: 'M3 11 12 4l9 7v9h-6v-6H9v6H3z',
  runs: 'M5 4l14 8-14 8z',
  loads: 'M4 4h16v5H4zM4 13h16v7H4zM8 16.5h4',
  connections: 'M9 15l6-6M10.5 6.5l2-2a4.2 4.2 0 0 1 6 6l-2 2M13.5 17.5l-2 2a4.2 4.2 0 0 1-6-6l2-2',
  lab: 'M9 3h6M10 3v6l-5.5 9.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
  schema: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  routes: 'M5 5h5v5H5zM14 14h5v5h-5zM7.5 10v6.5H14M10 7.5h6.5V14',
  timeline: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  check: 'M4.5 12.5l5 5 10-11',
  cross: 'M6 6l12 12M18 6L6 18',
  wait: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  pause: 'M8 5v14M16 5v14',
  warn: 'M12 4l9.5 16.5h-19zM12 10v5M12 17.8v.2',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  plus: 'M12 5v14M5 12h14',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19',
  out: 'M14 4h6v16h-6M10 8l-4 4 4 4M6 12h9',
  chevron: 'M9 6l6 6-6 6',
};

export function Icon({ name, size = 18 }) {
  return html`<svg class="icon" viewBox="0 0 24 24" width=${size} height=${size} aria-hidden="true" focusable="false"
    ><path d=${PATHS[name]} /></svg>`;
}

export function Page({ title, above, actions, children, kicker }) {
  useEffect(() => {
    document.title = title + ' · Drover';
  }, [title]);
  return html`<div class="page">
    ${above && html`<nav class="crumbs" aria-label="Where you are">${above}</nav>`}
    <header class="page-head">
      <div class="page-title"><h1 tabindex="-1">${title}</h1>${kicker}</div>
      ${actions && html`<div class="actions">${actions}</div>`}
    </header>
    ${children}
  </div>`;
}

const TONES = {
  running: 'live', pausing: 'wait', cancelling: 'wait', finishing: 'live', paused: 'wait', done: 'plain', cancelled: 'plain',
  valid: 'good', invalid: 'bad', new: 'plain', watching: 'good', waiting: 'wait', open: 'good', down: 'bad',
};
const ICONS = { good: 'check', bad: 'cross', wait: 'pause', warn: 'warn' };

/** A word for a state: never by colour alone. */
export function Badge({ word, tone }) {
  const kind = tone || TONES[word] || 'plain';
  return html`<span class=${'badge ' + kind}>
    ${kind === 'live' ? html`<span class="pulse" aria-hidden="true" />` : ICONS[kind] && html`<${Icon} name=${ICONS[kind]} size=${12} />`}
    ${word}</span>`;
}

/** How a run stands, in one word that says whether somebody has to look. */
export function RunBadge({ run }) {
  if (run.state !== 'done') {
    return html`<${Badge} word=${run.state} />`;
  }
  return run.failed > 0
    ? html`<${Badge} word=${run.succeeded === 0 ? 'all failed' : 'with errors'} tone=${run.succeeded === 0 ? 'bad' : 'warn'} />`
    : html`<${Badge} word="succeeded" tone="good" />`;
}

export function Ago({ at }) {
  const now = useNow(10000);
  return at ? html`<time datetime=${at} title=${exact(at)}>${ago(at, now)}</time>` : html`<span>–</span>`;
}

export function Notice({ tone = 'plain', title, children, actions }) {
  return html`<div class=${'notice ' + tone} role=${tone === 'bad' ? 'alert' : 'status'}>
    <div>${title && html`<strong>${title}</strong>`} ${children}</div>
    ${actions && html`<div class="actions">${actions}</div>`}
  </div>`;
}

/** What the server refused, field by field. */
export function Trouble({ problem, retry }) {
  if (!problem) {
    return null;
  }
  const more = problem.errors?.filter((error) => !problem.message.includes(error.message)) || [];
  return html`<${Notice} tone="bad" title=${problem.title ? problem.title + '.' : ''}
      actions=${retry && html`<button type="button" onClick=${retry}>Try again</button>`}>
    ${problem.message}
    ${more.length > 0 && html`<ul>${more.map((error) => html`<li><code>${error.field}</code> ${error.message}</li>`)}</ul>`}
  <//>`;
}

export const Waiting = ({ what = 'Loading' }) => html`<p class="quiet loading" role="status">${what} …</p>`;

/** The last answer, or what stands in its place. */
export function Answer({ of, children }) {
  if (of.data !== null) {
    return html`${of.problem && html`<${Trouble} problem=${of.problem} retry=${of.reload} />`}${children(of.data)}`;
  }
  return of.problem ? html`<${Trouble} problem=${of.problem} retry=${of.reload} />` : html`<${Waiting} />`;
}

export function Card({ title, actions, children, tone = '', level = 2 }) {
  const Heading = 'h' + level;
  return html`<section class=${'card ' + tone}>
    ${title && html`<header class="card-head"><${Heading}>${title}<//>${actions && html`<div class="actions">${actions}</div>`}</header>`}
    ${children}
  </section>`;
}

export function Empty({ title, children, actions }) {
  return html`<div class="empty"><p class="empty-title">${title}</p>${children && html`<div>${children}</div>`}
    ${actions && html`<div class="actions">${actions}</div>`}</div>`;
}

/** Wide tables scroll by themselves, also by keyboard. */
export function Scroll({ label, children }) {
  return html`<div class="scroll" role="region" aria-label=${label} tabindex="0">${children}</div>`;
}

export function Copy({ text, label = 'Copy' }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return html`<button type="button" class="small" onClick=${copy}>${done ? 'Copied' : label}</button>`;
}

export function Figure({ label, value, tone = '', hint }) {
  return html`<div class=${'figure ' + tone}><dt>${label}</dt><dd>${typeof value === 'number' ? count(value) : value}
    ${hint && html`<small>${hint}</small>`}</dd></div>`;
}

/** A dialog of the browser's own: focus stays in it, Escape closes it. */
export function Dialog({ title, onClose, children, wide }) {
  const ref = useRef(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog.open) {
      dialog.showModal();
    }
    return () => dialog.close();
  }, []);
  return html`<dialog ref=${ref} class=${wide ? 'wide' : ''} aria-labelledby=${id} onCancel=${(event) => {
    event.preventDefault();
    onClose();
  }}>
    <header class="card-head"><h2 id=${id}>${title}</h2>
      <button type="button" class="plain-button" aria-label="Close" onClick=${onClose}><${Icon} name="cross" /></button></header>
    ${children}
  </dialog>`;
}

/** A button that asks once more before it does something that can't be undone. */
export function Confirmed({ label, question, verb, onYes, tone = 'danger', busy }) {
  const [asking, setAsking] = useState(false);
  return html`<button type="button" class=${tone} disabled=${busy} onClick=${() => setAsking(true)}>${label}</button>
    ${asking && html`<${Dialog} title=${label} onClose=${() => setAsking(false)}>
      <p>${question}</p>
      <div class="actions end">
        <button type="button" onClick=${() => setAsking(false)}>Leave it</button>
        <button type="button" class=${tone + ' filled'} onClick=${() => {
    setAsking(false);
    onYes();
  }}>${verb}</button>
      </div>
    <//>`}`;
}
