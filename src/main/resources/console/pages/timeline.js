// What was done, by whom, the newest first.
import { html, useEffect, useState } from '../ui.js';
import { get, query } from '../api.js';
import { useLive } from '../live.js';
import { Ago, Answer, Card, Empty, Page, Trouble } from '../parts.js';
import { plural } from '../format.js';

const PAGE = 30;
const PLACES = { connection: '/connections/', load: '/loads/', run: '/runs/' };

export function Timeline() {
  return html`<${Page} title="Timeline"><${Card}><${Events} path="/api/events" everything /><//><//>`;
}

/** Who is no user, in words. */
const ACTORS = { configured: 'the token in the configuration', local: 'a command on this machine', drover: 'Drover itself' };

export function toneOf(event) {
  if (/fail|invalid|refus|reject/.test(event.what + ' ' + event.detail)) {
    return 'bad';
  }
  return /paused|cancel|deleted/.test(event.what) ? 'wait' : /created|valid|resumed|reauthorized/.test(event.what + ' ' + event.detail) ? 'good' : '';
}

function Subject({ event }) {
  const place = PLACES[event.kind];
  return html`${event.kind} ${place ? html`<a href=${place + event.subject}>${event.subject}</a>` : html`<strong>${event.subject}</strong>`} `;
}

/** Events and, where given, runs between them by their time. */
export function Events({ path, everything = false, runs = [] }) {
  const first = useLive(path + query({ limit: PAGE }), 5000);
  const [older, setOlder] = useState({ items: [], next: undefined, problem: null });
  useEffect(() => setOlder({ items: [], next: undefined, problem: null }), [path]);
  const more = async (before) => {
    try {
      const page = await get(path + query({ limit: PAGE, before }));
      setOlder({ items: [...older.items, ...page.items], next: page.next, problem: null });
    } catch (problem) {
      setOlder({ ...older, problem });
    }
  };
  return html`<${Answer} of=${first}>${(page) => {
    const ids = new Set(page.items.map((each) => each.id));
    const events = [...page.items, ...older.items.filter((each) => !ids.has(each.id))].map((event) => ({ at: event.at, event }));
    const next = older.next === undefined ? page.next : older.next;
    const since = next && events.length ? events[events.length - 1].at : '';
    const all = [...events, ...runs.filter((run) => run.started_at > since).map((run) => ({ at: run.started_at, run }))]
      .sort((one, other) => (one.at < other.at ? 1 : -1));
    return all.length === 0 ? html`<${Empty} title="Nothing was done yet" />` : html`<ol class="events">
      ${all.map(({ event, run }) => (run ? html`<${RunEvent} key=${run.run} run=${run} />` : html`<${Done} key=${event.id} event=${event} everything=${everything} />`))}</ol>
      <${Trouble} problem=${older.problem} />
      ${next && html`<div><button type="button" onClick=${() => more(next)}>Earlier</button></div>`}`;
  }}<//>`;
}

function Done({ event, everything }) {
  return html`<li class=${toneOf(event)}><div class="break">${everything && html`<${Subject} event=${event} />`}<strong>${event.what}</strong> by ${ACTORS[event.actor] || event.actor}
    ${event.detail && html`<div class="quiet small-text">${event.detail}</div>`}</div><span class="when"><${Ago} at=${event.at} /></span></li>`;
}

function RunEvent({ run }) {
  return html`<li class=${run.failed ? (run.succeeded ? 'wait' : 'bad') : 'good'}><div class="break"><strong>run</strong> of <a href=${'/runs/' + run.run}>${run.file}</a>
    <div class="quiet small-text">${run.state}: ${plural(run.records, 'record')}, ${run.failed ? plural(run.failed, 'failure') : 'no failure'}</div></div>
    <span class="when"><${Ago} at=${run.started_at} /></span></li>`;
}
