// The saved destinations, and whether they can be used.
import { html } from '../ui.js';
import { query } from '../api.js';
import { setParams } from '../router.js';
import { useLive } from '../live.js';
import { Ago, Answer, Badge, Empty, Icon, Page, Scroll } from '../parts.js';
import { Choice } from './runs.js';
import { target } from './settings.js';

export function Connections({ params, may }) {
  const filter = { q: params.get('q'), status: params.get('status') };
  const connections = useLive('/api/connections' + query({ ...filter, limit: 500 }), 5000);
  return html`<${Page} title="Connections" actions=${may.change && html`<a class="button primary" href="/connections/new"><${Icon} name="plus" />New connection</a>`}>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <div class="field"><label for="by-q">Find</label><input id="by-q" type="search" value=${filter.q || ''} onInput=${(event) => setParams({ q: event.target.value })} /></div>
      <${Choice} label="Status" name="status" value=${filter.status} of=${['new', 'valid', 'invalid']} />
    </form>
    <section class="card flush"><${Answer} of=${connections}>${({ items }) => (items.length === 0
    ? html`<${Empty} title=${filter.q || filter.status ? 'None fits' : 'No connection yet'}>A connection is an API that takes records, with its credentials and rules.<//>`
    : html`<${Scroll} label="Connections"><table class="cards"><thead><tr><th>Connection</th><th>Status</th><th>Goes to</th><th>Loads</th><th>Checked</th></tr></thead>
      <tbody>${items.map((each) => html`<tr key=${each.id}>
        <td><a href=${'/connections/' + each.id}>${each.title}</a>${each.title !== each.id && html`<span class="sub mono">${each.id}</span>`}</td>
        <td><${Badge} word=${each.status} /> ${each.gate !== 'open' && html`<${Badge} word=${each.gate.split(/[ :]/)[0]} />`}
          ${(each.error_text || each.gate !== 'open') && html`<span class="sub">${each.error_text || each.gate}</span>`}</td>
        <td><code class="break">${target(each)}</code></td>
        <td>${each.loads.length ? each.loads.map((load, at) => html`${at > 0 && ', '}<a href=${'/loads/' + load}>${load}</a>`) : html`<span class="quiet">none</span>`}</td>
        <td class="nowrap">${each.check.checked_at ? html`<${Ago} at=${each.check.checked_at} />` : html`<span class="quiet">never</span>`}</td></tr>`)}</tbody></table><//>`)}<//>
    </section><//>`;
}
