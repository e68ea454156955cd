// One load: drop a file, see its runs, its settings and what was done to it.
import { html, useState } from '../ui.js';
import { post, remove } from '../api.js';
import { go } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Answer, Badge, Card, Confirmed, Empty, Notice, Page, Trouble } from '../parts.js';
import { Drop } from './drop.js';
import { Duplicate } from './duplicate.js';
import { Events } from './timeline.js';
import { RunTable } from './run-parts.js';
import { Settings } from './settings.js';

export function Load({ id, may }) {
  const path = '/api/loads/' + encodeURIComponent(id);
  const load = useLive(path, 5000);
  const runs = useLive(`/api/runs?load=${encodeURIComponent(id)}&limit=10`, 3000);
  const destinations = useLive('/api/destinations');
  return html`<${Answer} of=${load}>${(now) => html`
    <${Page} title=${now.title} above=${html`<a href="/loads">Loads</a><span aria-hidden="true">/</span><span class="mono">${now.id}</span>`}
        kicker=${html`<div class="line"><${Badge} word=${now.state} /><span>to <a href=${'/connections/' + now.connection}>${now.connection}</a></span>
          <span>inbox <code class="break">${now.inbox}</code></span></div>`}
        actions=${html`<${Orders} load=${now} path=${path} may=${may} reload=${load.reload} />`}>
      ${now.reason && html`<${Notice} tone="wait" title="It takes no files now.">${now.reason}. Files stay in the inbox, untouched.<//>`}
      ${may.operate && html`<${Drop} load=${now} />`}
      <section class="card flush"><header class="card-head"><h2>Runs</h2><a href=${'/runs?load=' + now.id}>All of this load</a></header>
        <${Answer} of=${runs}>${({ items }) => (items.length ? html`<${RunTable} runs=${items} />` : html`<${Empty} title="No file was loaded yet" />`)}<//></section>
      <div class="columns">
        <${Card} title="Settings">${destinations.data && html`<${Settings} schema=${destinations.data.items[0].load_params} values=${now} />`}<//>
        <${Card} title="Timeline"><${Events} path=${path + '/events'} /><//>
      </div>
    <//>`}<//>`;
}

function Orders({ load, path, may, reload }) {
  const [copying, setCopying] = useState(false);
  const order = useAction(async (what) => {
    await post(path + '/' + what);
    reload();
  });
  const away = useAction(async () => {
    await remove(path);
    go('/loads');
  });
  return html`
    ${may.operate && html`<button type="button" disabled=${order.busy} onClick=${() => order.act(load.paused ? 'resume' : 'pause')}>${load.paused ? 'Take files again' : 'Pause'}</button>`}
    ${may.change && load.is_editable && html`<a class="button" href=${`/loads/${load.id}/edit`}>Edit</a>`}
    ${may.operate && html`<a class="button" href=${'/schema?load=' + load.id}>Schema</a>`}
    ${may.change && html`<button type="button" onClick=${() => setCopying(true)}>Duplicate</button>`}
    ${may.change && load.is_editable && html`<${Confirmed} label="Delete" verb="Delete the load" busy=${away.busy}
      question="Its inbox is no longer watched. Files and results stay where they are." onYes=${away.act} />`}
    <${Trouble} problem=${order.problem || away.problem} />
    ${copying && html`<${Duplicate} what="load" path=${path} title=${load.title} onClose=${() => setCopying(false)} onDone=${(copy) => go('/loads/' + copy.id)} />`}`;
}
