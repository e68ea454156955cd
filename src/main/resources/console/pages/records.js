// The records of a cause. Only the rows in sight are in the page, however many there are.
import { html, useEffect, useRef, useState } from '../ui.js';
import { get, query } from '../api.js';
import { useLive } from '../live.js';
import { Answer, Copy, Dialog, Trouble } from '../parts.js';
import { count, duration, exact } from '../format.js';
import { parted } from './plan-lines.js';

const ROW = 38;
const PAGE = 200;
const AHEAD = 12;

export function Records({ path, cause }) {
  const base = `${path}/causes/${cause.key}/records`;
  const [rows, setRows] = useState({ items: [], columns: [], next: 0, problem: null });
  const [top, setTop] = useState(0);
  const [chosen, setChosen] = useState(null);
  const box = useRef(null);
  const busy = useRef(false);
  const more = async () => {
    if (busy.current || rows.next === null) {
      return;
    }
    busy.current = true;
    try {
      const page = await get(base + query({ after: rows.next || undefined, limit: PAGE }));
      setRows((before) => ({ items: [...before.items, ...page.items], columns: page.columns, next: page.next, problem: null }));
    } catch (problem) {
      setRows((before) => ({ ...before, problem }));
    }
    busy.current = false;
  };
  const seen = Math.ceil((box.current?.clientHeight || 500) / ROW);
  const from = Math.max(0, Math.floor(top / ROW) - AHEAD);
  const to = Math.min(rows.items.length, from + seen + 2 * AHEAD);
  useEffect(() => {
    if (to >= rows.items.length - AHEAD && !rows.problem) {
      more();
    }
  }, [to, rows.items.length]);
  const columns = rows.columns.slice(0, 4);
  const spacer = (height) => height > 0 && html`<tr class="spacer" aria-hidden="true"><td colspan=${columns.length + 2} style=${{ height: `${height}px` }} /></tr>`;
  return html`<div class="window" ref=${box} role="region" aria-label="Records of this cause" tabindex="0" onScroll=${(event) => setTop(event.target.scrollTop)}>
    <table aria-rowcount=${cause.count + 1}><thead><tr><th>Line</th>${columns.map((name) => html`<th>${name}</th>`)}<th>What the API said</th></tr></thead>
    <tbody>${spacer(from * ROW)}
      ${rows.items.slice(from, to).map((row, at) => html`<tr key=${row.at} aria-rowindex=${from + at + 2} class=${chosen === row ? 'chosen' : ''}>
        <td><button type="button" class="link-button" onClick=${() => setChosen(row)}><span class="hidden">Record ${count(row.record)}, line </span>${count(row.line)}</button></td>
        ${columns.map((name) => html`<td title=${row.fields[name]}>${row.fields[name]}</td>`)}<td title=${row.message}>${row.message}</td></tr>`)}
      ${spacer((rows.items.length - to) * ROW)}</tbody></table>
    <${Trouble} problem=${rows.problem} retry=${more} />
  </div>
  ${chosen && html`<${Record} row=${chosen} path=${path} onClose=${() => setChosen(null)} />`}`;
}

function Record({ row, path, onClose }) {
  const request = useLive(`${path}/request${query({ row: row.at })}`);
  return html`<${Dialog} wide title=${`Record ${count(row.record)}, line ${count(row.line)}`} onClose=${onClose}>
    <p class="break"><strong>${row.message}</strong></p>
    <div class="columns">
      <section class="stack"><h3>In the source</h3><${Pairs} of=${row.fields} /></section>
      <section class="stack"><h3>In the answer</h3><${Pairs} of=${{
    'HTTP status': row.http_status || 'no answer', class: row.class, batch: row.batch, attempts: row.attempts, ...row.answer,
  }} /></section>
    </div>
    <${Attempts} path=${path} row=${row} />
    <section class="stack"><div class="card-head"><h3>The request that this record alone makes</h3>${request.data && html`<${Copy} text=${parted(request.data.lines).request} />`}</div>
      <${Answer} of=${request}>${({ lines }) => html`<pre class="block" tabindex="0">${parted(lines).request}</pre>`}<//>
      <p class="quiet small-text">As the load would send it now, without your own steps in transform-record. Secrets are masked.</p></section>
  <//>`;
}

const THEN = { retry: 'tried again', yield: 'told to wait', again: 'sent again', settled: 'the last one' };

/** When the batch of this record was sent, and what came back each time. */
function Attempts({ path, row }) {
  const attempts = useLive(`${path}/attempts${query({ batch: row.batch })}`);
  const items = attempts.data?.items || [];
  return items.length > 0 && html`<section class="stack"><h3>Attempts</h3>
    <ol class="attempts">${items.map((each, at) => html`<li key=${at}><span class="num">${at + 1}</span><time datetime=${each.at}>${exact(each.at)}</time>
      <strong>${each.status ? 'HTTP ' + each.status : 'no answer'}</strong><span class="quiet">${duration(each.took_ms)}</span>
      <span class="break">${each.batch !== row.batch ? `as batch ${each.batch}, ` : ''}${THEN[each.then]}${each.wait_ms ? ` for ${duration(each.wait_ms)}` : ''}${each.reason ? `: ${each.reason}` : ''}</span></li>`)}</ol></section>`;
}

const Pairs = ({ of }) => html`<dl class="pairs">${Object.entries(of).map(([name, value]) => html`<dt class="mono">${name}</dt><dd>${String(value)}</dd>`)}</dl>`;
