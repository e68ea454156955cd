// What is going on, and what needs somebody.
import { html } from '../ui.js';
import { useLive } from '../live.js';
import { Ago, Answer, Badge, Card, Empty, Page, RunBadge } from '../parts.js';
import { plural, sentence } from '../format.js';
import { FirstSteps } from './first-steps.js';
import { HourBars } from './hour-bars.js';
import { RunLine, RunTable } from './run-parts.js';

export function Home({ may }) {
  const overview = useLive('/api/overview', 2000);
  const recent = useLive('/api/runs?limit=8', 4000);
  const connections = useLive('/api/connections?limit=500', 10000);
  return html`<${Page} title="Home">
    <${Answer} of=${overview}>${(now) => html`
      ${now.runs_ever === 0 && html`<${FirstSteps} may=${may} />`}
      <div class="columns two-one even">
        <${Card} title="Runs in flight"><${InFlight} runs=${now.in_flight} /><//>
        <${Card} title="Needs attention"><${Attention} connections=${connections.data?.items || []} now=${now} /><//>
      </div>
      ${now.runs_ever > 0 && html`<${Card} title="The last 24 hours" actions=${html`<a href="/runs">All runs</a>`}>
        <${HourBars} hours=${now.hours} /><//>`}
    `}<//>
    ${recent.data?.items.length > 0 && html`<section class="card flush">
      <header class="card-head"><h2>Latest runs</h2><a href="/runs">All runs</a></header>
      <${RunTable} runs=${recent.data.items} /></section>`}
  <//>`;
}

function InFlight({ runs }) {
  return runs.length === 0
    ? html`<${Empty} title="Nothing is being loaded">Drop a file in an inbox, or on the page of a <a href="/loads">load</a>.<//>`
    : html`<div>${runs.map((run) => html`<${RunLine} key=${run.run} run=${run} />`)}</div>`;
}

/** Connections that can't be used, runs that wait for somebody, files that nobody takes. */
function Attention({ connections, now }) {
  const sick = connections.filter((each) => each.status === 'invalid' || each.gate.startsWith('down'));
  const halted = now.in_flight.filter((run) => run.state === 'paused');
  const waiting = now.inboxes.filter((each) => each.files > 0);
  const tables = connections.flatMap((each) => (each.waiting_tables || []).map((table) => ({ ...table, connection: each })));
  if (sick.length + halted.length + waiting.length + tables.length === 0) {
    return html`<${Empty} title="All is well">Every connection can be used and no file waits.<//>`;
  }
  return html`<ul class="stack">
    ${sick.map((each) => html`<li><div class="line"><${Badge} word=${each.status === 'invalid' ? 'invalid' : 'down'} tone="bad" />
      <a href=${'/connections/' + each.id}>${each.title}</a></div>
      <p class="quiet small-text break">${each.error_text || each.gate.replace(/^down: /, '')}</p></li>`)}
    ${halted.map((run) => html`<li><div class="line"><${RunBadge} run=${run} /><a href=${'/runs/' + run.run}>${run.file}</a></div>
      <p class="quiet small-text break">${sentence(run.reason)}</p></li>`)}
    ${waiting.map((each) => html`<li><div class="line"><${Badge} word="waiting" />
      <a href=${'/loads/' + each.load}>${each.load}</a> ${plural(each.files, 'file')} in the inbox, the oldest from <${Ago} at=${each.oldest_at} /></div>
      ${each.reason && html`<p class="quiet small-text break">${sentence(each.reason)}</p>`}</li>`)}
    ${tables.map((each) => html`<li><div class="line"><${Badge} word="waiting" />
      <a href=${'/connections/' + each.connection.id}>${each.connection.title}</a> ${plural(each.files, 'file')} of the table ${each.table} without a load</div>
      <p class="quiet small-text break">${sentence(each.reason)}</p></li>`)}
  </ul>`;
}
