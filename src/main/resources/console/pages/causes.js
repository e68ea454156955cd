// What failed, by cause: how many, in the API's own words, what helps, and which records.
import { html, useState } from '../ui.js';
import { post } from '../api.js';
import { go, setParams } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Answer, Badge, Trouble } from '../parts.js';
import { count, percent, plural } from '../format.js';
import { isOver } from './run-parts.js';
import { Records } from './records.js';

const HINTS = {
  parse: 'The record could not be read. Correct it in the error file: it is there as it stood in the source.',
  schema: 'The record does not fit the schema of the load and was never sent.',
  http: 'The API refused the whole request. Compare the request with what the API asks for.',
  response: 'The API took the request and refused this record. Correct the record, then replay.',
  exhausted: 'Every retry failed. When the API is well again, replay these.',
  no_verdict: 'The answer says nothing about these records. Look at the answer in the response lab and adjust the response split path.',
  in_doubt: 'Sent, but no answer came, and the connection is told not to send twice. Look at the destination, then replay what is missing.',
  unprocessed: 'The destination never looked at these, or the run was cancelled. Replay them.',
};
const SHOWN = 12;

export function Causes({ run, path, may, cause }) {
  const causes = useLive(path + '/causes', isOver(run) ? 0 : 3000);
  const [all, setAll] = useState(false);
  return html`<section class="card flush" aria-label="What failed">
    <header class="card-head"><h2>What failed</h2>${causes.data && html`<span class="quiet">${plural(causes.data.items.length, 'cause')}</span>`}</header>
    <${Answer} of=${causes}>${({ items }) => html`<ul class="groups">
      ${items.filter((each, at) => all || at < SHOWN || each.key === cause).map((each) => html`<${Cause} key=${each.key} cause=${each} run=${run}
        path=${path} may=${may} open=${each.key === cause} />`)}</ul>
      ${items.length > SHOWN && html`<p><button type="button" onClick=${() => setAll(!all)}>${all ? 'Show fewer' : `Show all ${count(items.length)} causes`}</button></p>`}`}<//>
  </section>`;
}

/** A few of the records as they are, told by what differs between them. */
function Samples({ of }) {
  return html`<ul class="samples">${of.map((each) => html`<li key=${each.record} class="break"><span class="quiet nowrap">line ${count(each.line)}</span>
    <code>${Object.values(each.fields).filter((value) => value !== '').join(' · ')}</code></li>`)}</ul>`;
}

function Cause({ cause, run, path, may, open }) {
  const replay = useAction(async () => {
    const answer = await post(`${path}/causes/${cause.key}/replay`);
    go(answer.run ? '/runs/' + answer.run : '/loads/' + run.load);
  });
  return html`<li><div class="group">
    <div class="say">${cause.message || 'No reason was given'}</div>
    <div class="how-many">${count(cause.count)}</div>
    <div class="rest">
      <div class="line small-text"><${Badge} word=${cause.class} />${cause.http_status && html`<span>HTTP ${cause.http_status}</span>`}
        <span>${percent(cause.count, run.failed)} of what failed</span>
        <span>${cause.first_record === cause.last_record ? `record ${count(cause.first_record)}` : `records ${count(cause.first_record)} to ${count(cause.last_record)}`}</span></div>
      ${!open && cause.samples.length > 0 && html`<${Samples} of=${cause.samples} />`}
      <p class="hint-line">${HINTS[cause.class] || ''}</p>
      <div class="actions">
        <button type="button" class="small" aria-expanded=${open} onClick=${() => setParams({ cause: open ? '' : cause.key })}>${open ? 'Hide records' : 'Show records'}</button>
        ${isOver(run) && may.operate && html`<button type="button" class="small" disabled=${replay.busy} onClick=${replay.act}>Replay these</button>`}
      </div>
      <${Trouble} problem=${replay.problem} />
    </div></div>
    ${open && html`<${Records} run=${run} path=${path} cause=${cause} />`}
  </li>`;
}
