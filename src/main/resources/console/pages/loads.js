// Which files go to which connection.
import { html } from '../ui.js';
import { useLive } from '../live.js';
import { Answer, Badge, Empty, Icon, Page, Scroll } from '../parts.js';
import { count } from '../format.js';

export function Loads({ may }) {
  const loads = useLive('/api/loads?limit=500', 5000);
  return html`<${Page} title="Loads" actions=${may.change && html`<a class="button primary" href="/loads/new"><${Icon} name="plus" />New load</a>`}>
    <section class="card flush"><${Answer} of=${loads}>${({ items }) => (items.length === 0
    ? html`<${Empty} title="No load yet">A load says which files go to which connection, and how they are sent.<//>`
    : html`<${Scroll} label="Loads"><table class="cards"><thead><tr><th>Load</th><th>State</th><th>Connection</th><th>Inbox</th><th class="num">Per request</th></tr></thead>
      <tbody>${items.map((load) => html`<tr key=${load.id}>
        <td><a href=${'/loads/' + load.id}>${load.title}</a>${load.title !== load.id && html`<span class="sub mono">${load.id}</span>`}</td>
        <td><${Badge} word=${load.state} />${load.reason && html`<span class="sub">${load.reason}</span>`}</td>
        <td><a href=${'/connections/' + load.connection}>${load.connection}</a></td>
        <td><code class="break">${load.inbox}</code></td><td class="num" data-label="per request:">${count(load.grouping_limit)}</td></tr>`)}</tbody></table><//>`)}<//>
    </section><//>`;
}
