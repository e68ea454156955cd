// Answers kept as test cases of a connection: whether its settings still read them as they were.
import { html, useState } from '../ui.js';
import { put, remove } from '../api.js';
import { useAction, useLive } from '../live.js';
import { Answer, Badge, Card, Trouble } from '../parts.js';

export function Cases({ connection, may, exchange, reading, good, onShow }) {
  const path = `/api/connections/${encodeURIComponent(connection.id)}/cases`;
  const cases = useLive(path);
  const [name, setName] = useState('');
  const keep = useAction(async () => {
    await put(`${path}/${encodeURIComponent(name)}`, { ...exchange, status: Number(exchange.status) || 0, connection_params: reading });
    setName('');
    cases.reload();
  });
  const drop = useAction(async (which) => {
    await remove(`${path}/${encodeURIComponent(which)}`);
    cases.reload();
  });
  return html`<${Card} title="Test cases">
    <${Answer} of=${cases}>${({ items }) => (items.length ? html`<ul class="cases">${items.map((each) => html`<li key=${each.name}>
        <div class="line"><${Badge} word=${each.holds ? 'holds' : 'fails'} tone=${each.holds ? 'good' : 'bad'} />
          <button type="button" class="link-button" disabled=${!each.request} onClick=${() => onShow(each)}>${each.name}</button>
          ${may.change && html`<button type="button" class="small" aria-label=${'Delete the test case ' + each.name} disabled=${drop.busy} onClick=${() => drop.act(each.name)}>×</button>`}</div>
        ${!each.holds && html`<p class="small-text break">${each.problem || `Kept as ${each.expected.join(', ')}, but is read as ${each.found.join(', ')}.`}</p>`}</li>`)}</ul>`
    : html`<p class="quiet">None yet. A kept answer has to be read the same way ever after, whatever is changed here.</p>`)}<//>
    ${may.change && html`<form class="line" onSubmit=${(event) => {
    event.preventDefault();
    keep.act();
  }}><label for="case-name" class="hidden">Name of the test case</label>
      <input id="case-name" class="short" value=${name} placeholder="a name, like one-bad-email" maxlength="63" autocomplete="off" autocapitalize="none" onInput=${(event) => setName(event.target.value)} />
      <button disabled=${!name || !good || keep.busy}>Keep as a test case</button></form>`}
    <${Trouble} problem=${keep.problem || drop.problem} />
    <p class="quiet small-text">They are files in <code>responses/cases/${connection.id}/</code> beside the process; <code>drover response cases ${connection.id}</code> runs them.</p>
  <//>`;
}
