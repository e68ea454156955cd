// Runs, as several pages show them.
import { html } from '../ui.js';
import { Ago, RunBadge, Scroll } from '../parts.js';
import { bytes, count, duration, percent } from '../format.js';

export const isOver = (run) => Boolean(run.ended_at);

/** How much of the file is settled; the part that failed stands out. */
export function Meter({ run, thin }) {
  if (!run.total && !isOver(run)) {
    // Of a run that waits nobody knows how much is left: a full bar would say that it is over.
    return null;
  }
  const total = Math.max(1, run.total ?? run.records);
  const wide = (part) => `${Math.min(100, (100 * part) / total)}%`;
  return html`<div class=${'meter' + (thin ? ' thin' : '')} role="progressbar" aria-label=${'Progress of ' + run.file}
      aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.min(100, Math.round((100 * run.records) / total))}>
    <span class="ok" style=${{ width: wide(run.succeeded) }} /><span class="err" style=${{ width: wide(run.failed) }} />
    <span class="skip-part" style=${{ width: wide(run.filtered || 0) }} />
  </div>`;
}

export function RunLine({ run }) {
  return html`<div class="runcard">
    <div class="top"><a class="break" href=${'/runs/' + run.run}>${run.file}</a><${RunBadge} run=${run} /></div>
    <${Meter} run=${run} thin />
    <div class="line small-text"><span>${count(run.records)}${run.total ? html` of ${run.total_is_exact ? '' : 'about '}${count(run.total)}` : ''} records</span>
      ${run.failed > 0 && html`<span class="bad-text">${count(run.failed)} failed</span>`}
      <span>to <a href=${'/connections/' + run.connection}>${run.connection}</a></span></div>
    ${run.gate && run.gate !== 'open' && html`<p class="wait-text small-text break">${run.gate}</p>`}
  </div>`;
}

export function RunTable({ runs }) {
  return html`<${Scroll} label="Runs"><table class="cards"><thead><tr><th>File</th><th>State</th><th>Load</th>
    <th class="num">Succeeded</th><th class="num">Failed</th><th>Started</th><th class="num">Took</th></tr></thead>
    <tbody>${runs.map((run) => html`<tr key=${run.run}>
      <td><a class="break" href=${'/runs/' + run.run}>${run.file}</a><span class="sub mono">${run.run}${run.parent_run ? ' · replay' : ''}</span></td>
      <td><${RunBadge} run=${run} /></td>
      <td><a href=${'/loads/' + run.load}>${run.load}</a></td>
      <td class="num" data-label="ok">${count(run.succeeded)}</td>
      <td class=${'num' + (run.failed ? ' bad-text' : '')} data-label="failed">${count(run.failed)}</td>
      <td class="nowrap"><${Ago} at=${run.started_at} /></td>
      <td class="num">${run.ended_at ? duration(new Date(run.ended_at) - new Date(run.started_at)) : '–'}</td>
    </tr>`)}</tbody></table><//>`;
}

export function shareFailed(run) {
  return run.failed > 0 ? percent(run.failed, run.records) + ' of the records' : '';
}

export const sizeOf = (run) => (run.bytes ? bytes(run.bytes) : '');
