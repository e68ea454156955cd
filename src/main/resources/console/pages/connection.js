// One connection: whether it works, what it is set to, and everything that happened to it.
import { html, useState } from '../ui.js';
import { post, remove } from '../api.js';
import { go } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Ago, Answer, Badge, Card, Confirmed, Icon, Notice, Page, Trouble } from '../parts.js';
import { wake } from './first-steps.js';
import { Duplicate } from './duplicate.js';
import { EmbedLink } from './embed-link.js';
import { Reauthorize } from './reauthorize.js';
import { Settings, target } from './settings.js';
import { Events } from './timeline.js';

export function Connection({ id, may }) {
  const path = '/api/connections/' + encodeURIComponent(id);
  const connection = useLive(path, 4000);
  const runs = useLive(`/api/runs?connection=${encodeURIComponent(id)}&limit=100`, 10000);
  const destinations = useLive('/api/destinations');
  return html`<${Answer} of=${connection}>${(now) => html`
    <${Page} title=${now.title} above=${html`<a href="/connections">Connections</a><span aria-hidden="true">/</span><span class="mono">${now.id}</span>`}
        kicker=${html`<div class="line"><${Badge} word=${now.status} />${now.gate !== 'open' && html`<${Badge} word=${now.gate.split(/[ :]/)[0]} />`}
          <code class="break">${target(now)}</code></div>`}
        actions=${html`<${Orders} connection=${now} path=${path} may=${may} />`}>
      ${now.status === 'invalid' && html`<${Notice} tone="bad" title="It can't be used.">${now.error_text}. Its loads wait, their files untouched.<//>`}
      ${now.gate !== 'open' && now.status !== 'invalid' && html`<${Notice} tone="wait" title="Its senders wait.">${now.gate}<//>`}
      ${id === 'sandbox' && may.change && html`<${Wake} reload=${connection.reload} />`}
      ${!now.is_editable && html`<${Notice}>Defined in the configuration file, so it is changed there. <a href=${'/connections/new?from=' + now.id}>Make one like it</a> to change it here.<//>`}
      <div class="columns halves"><div class="stack">
        <${CheckCard} connection=${now} path=${path} may=${may} reload=${connection.reload} />
        <${Card} title="Settings">${destinations.data && html`<${Settings} schema=${destinations.data.items[0].connection_params} values=${now.connection_params} secrets=${now.secrets} />
          <p class="quiet small-text">${now.create_load_for_new_tables ? 'A file of a table that has no load yet starts one.' : 'A file of a table that has no load yet waits.'}</p>`}<//>
      </div><div class="stack">
        <${Card} title="Loads">${now.loads.length ? html`<ul>${now.loads.map((load) => html`<li><a href=${'/loads/' + load}>${load}</a></li>`)}</ul>`
    : html`<p class="quiet">No load goes here yet. ${may.change && html`<a href=${'/loads/new?connection=' + now.id}>Make one</a>`}</p>`}<//>
        <${Card} title="Timeline"><${Events} path=${path + '/events'} runs=${runs.data?.items || []} /><//>
      </div></div>
    <//>`}<//>`;
}

/** The sandbox lives no longer than the process that started it. */
function Wake({ reload }) {
  const sandbox = useLive('/api/sandbox', 5000);
  const start = useAction(async () => {
    await wake();
    sandbox.reload();
    reload();
  });
  if (!sandbox.data || sandbox.data.running) {
    return html`<${Trouble} problem=${start.problem} />`;
  }
  return html`<${Notice} tone="wait" title="The sandbox does not run." actions=${html`<button type="button" class="primary" disabled=${start.busy} onClick=${start.act}>Start it</button>`}>
    It ended with the process that it was started in.<//><${Trouble} problem=${start.problem} />`;
}

const STEPS = { client_certificate: 'Own certificate', dns: 'Name', proxy: 'Proxy', tcp: 'Connection', tls: 'Certificate', token: 'Token', request: 'Request' };

function CheckCard({ connection, path, may, reload }) {
  const check = useAction(async () => {
    await post(path + '/check');
    reload();
  });
  return html`<${Card} title="Check" actions=${may.operate && html`<button type="button" disabled=${check.busy} onClick=${check.act}>${check.busy ? 'Checking …' : 'Check now'}</button>`}>
    <div aria-live="polite"><${CheckSteps} check=${connection.check} /></div><${Trouble} problem=${check.problem} /><//>`;
}

export function CheckSteps({ check }) {
  if (!check?.checked_at) {
    return html`<p class="quiet">Never checked. A check goes as far as a delivery would, up to writing.</p>`;
  }
  const icon = (result) => (result === 'passed' ? html`<span class="good-text"><${Icon} name="check" /></span>`
    : result === 'failed' ? html`<span class="bad-text"><${Icon} name="cross" /></span>` : html`<span class="quiet">–</span>`);
  return html`<ol class="checks">${check.steps.map((step) => html`<li>${icon(step.result)}<span>${STEPS[step.name]}<span class="hidden"> ${step.result}</span></span>
      <span class=${step.result === 'failed' ? 'bad-text break' : 'quiet break'}>${step.detail || step.result}</span></li>`)}</ol>
    <p class="quiet small-text line"><span>checked <${Ago} at=${check.checked_at} /></span>
      ${check.latency_ms != null && html`<span>answered in ${check.latency_ms} ms</span>`}
      ${check.certificate_expires_at && html`<span>certificate ends <${Ago} at=${check.certificate_expires_at} /></span>`}
      ${check.client_certificate_expires_at && html`<span>own certificate ends <${Ago} at=${check.client_certificate_expires_at} /></span>`}
      ${check.token_expires_at && html`<span>token ends <${Ago} at=${check.token_expires_at} /></span>`}</p>`;
}

function Orders({ connection, path, may }) {
  const [open, setOpen] = useState('');
  const away = useAction(async () => {
    await remove(path);
    go('/connections');
  });
  const close = () => setOpen('');
  if (!may.change) {
    return null;
  }
  return html`
    ${connection.is_editable && html`<a class="button" href=${`/connections/${connection.id}/edit`}>Edit</a>
      <button type="button" class=${connection.status === 'invalid' ? 'primary' : ''} onClick=${() => setOpen('reauthorize')}>Reauthorize</button>
      <button type="button" onClick=${() => setOpen('embed')}>Embed</button>`}
    <button type="button" onClick=${() => setOpen('duplicate')}>Duplicate</button>
    ${connection.is_editable && html`<${Confirmed} label="Delete" verb="Delete the connection" busy=${away.busy}
      question="Its secrets are deleted with it. A connection that loads or pending runs use can't be deleted." onYes=${away.act} />`}
    <${Trouble} problem=${away.problem} />
    ${open === 'duplicate' && html`<${Duplicate} what="connection" path=${path} title=${connection.title} secrets=${connection.is_editable} onClose=${close} onDone=${(copy) => go('/connections/' + copy.id)} />`}
    ${open === 'reauthorize' && html`<${Reauthorize} connection=${connection} path=${path} onClose=${close} />`}
    ${open === 'embed' && html`<${EmbedLink} connection=${connection} onClose=${close} />`}`;
}
