// A file in the browser: see what would be sent, send the first ten, then the rest.
import { html, useRef, useState } from '../ui.js';
import { query, upload } from '../api.js';
import { go } from '../router.js';
import { useAction } from '../live.js';
import { Card, Copy, Figure, Notice, Trouble } from '../parts.js';
import { bytes, count, plural } from '../format.js';
import { parted } from './plan-lines.js';

const FIRST = 10;

export function Drop({ load }) {
  const [file, setFile] = useState(null);
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const take = (files) => files?.length && setFile(files[0]);
  if (file) {
    return html`<${Chosen} key=${file.name + file.lastModified} load=${load} file=${file} onAway=${() => setFile(null)} />`;
  }
  return html`<div class=${'drop' + (over ? ' over' : '')}
      onDragOver=${(event) => {
    event.preventDefault();
    setOver(true);
  }} onDragLeave=${() => setOver(false)} onDrop=${(event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }}>
    <label for="file"><strong>Drop a file here</strong>, or choose one</label>
    <input id="file" ref=${input} type="file" accept=".csv,.json,.jsonl,.gz" onChange=${(event) => take(event.target.files)} />
    <p class="quiet small-text">CSV, JSON or JSON Lines, also packed with gzip. Nothing is sent before you say so.</p>
  </div>`;
}

function Chosen({ load, file, onAway }) {
  const [plan, setPlan] = useState(null);
  const [share, setShare] = useState(0);
  const [tried, setTried] = useState(null);
  const path = `/api/loads/${encodeURIComponent(load.id)}`;
  const send = (verb, more) => upload(path + verb + query({ name: file.name, ...more }), file, setShare);
  const look = useAction(async () => setPlan(await send('/plan')));
  const load10 = useAction(async () => setTried(await send('/part', { count: FIRST })));
  const rest = useAction(async () => after(await send('/part', { after: FIRST })));
  const all = useAction(async () => after(await send('/files')));
  const after = (answer) => (answer.run ? go('/runs/' + answer.run) : setTried(answer));
  const busy = look.busy || load10.busy || rest.busy || all.busy;
  // Parting a file of groups would part the records of a group.
  const good = plan ? plan.records - plan.unreadable : 0;
  const partable = good > FIRST && !load.group_by;
  return html`<${Card} title=${file.name} actions=${html`<span class="quiet">${bytes(file.size)}</span>
      <button type="button" class="small" disabled=${busy} onClick=${onAway}>Another file</button>`}>
    ${!plan && html`<div class="actions"><button type="button" class="primary" disabled=${busy} onClick=${look.act}>See the plan</button>
      <span class="quiet">counts and checks; nothing is sent</span></div>`}
    ${busy && html`<div class="meter thin" role="progressbar" aria-label="Upload" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)}>
      <span class="ok" style=${{ width: `${share * 100}%` }} /></div>`}
    ${plan && html`<${Plan} plan=${plan} />`}
    ${plan && !tried && html`<div class="actions">
      ${partable && html`<button type="button" class="primary" disabled=${busy} onClick=${load10.act}>Send the first ${FIRST}</button>`}
      <button type="button" class=${partable ? '' : 'primary'} disabled=${busy || good === 0} onClick=${all.act}>Send all ${plural(plan.records, 'record')}</button></div>`}
    ${tried && html`<${Notice} tone=${tried.run ? 'good' : 'wait'} title=${tried.run ? `The first ${FIRST} are on their way.` : 'The file waits in the inbox.'}
      actions=${tried.run && html`<button type="button" class="primary" disabled=${busy} onClick=${rest.act}>Send the other ${count(plan.records - FIRST)}</button>`}>
      ${tried.run ? html`<a href=${'/runs/' + tried.run} target="_blank" rel="noopener">Look at their run</a> before you send the others.` : tried.reason}<//>`}
    ${[look, load10, rest, all].map((each) => html`<${Trouble} problem=${each.problem} />`)}
  <//>`;
}

function Plan({ plan }) {
  const { problems, request } = parted(plan.lines);
  return html`<div class="stack">
    <dl class="figures"><${Figure} label="Records" value=${plan.records} /><${Figure} label="Unreadable" value=${plan.unreadable} tone=${plan.unreadable ? 'bad' : ''} />
      <${Figure} label="Requests" value=${plan.batches} /><${Figure} label="To send" value=${bytes(plan.bytes)} />
      <${Figure} label="Largest body" value=${bytes(plan.largest_body)} /></dl>
    ${problems.length > 0 && html`<${Notice} tone="wait" title="These go to the error file unsent:"><ul>${problems.map((line) => html`<li class="break">${line.trim()}</li>`)}</ul><//>`}
    ${request && html`<details><summary>The first request</summary><div class="stack"><pre class="block" tabindex="0">${request}</pre>
      <div><${Copy} text=${request} /></div></div></details>`}
  </div>`;
}
