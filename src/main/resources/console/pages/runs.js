// Every run there was. The filters stand in the URL.
import { html, useRef, useState } from '../ui.js';
import { get, query } from '../api.js';
import { setParams } from '../router.js';
import { useLive } from '../live.js';
import { Answer, Empty, Page, Trouble } from '../parts.js';
import { RunTable } from './run-parts.js';

const STATES = ['running', 'pausing', 'paused', 'cancelling', 'finishing', 'done', 'cancelled'];
const PAGE = 50;

export function Runs({ params }) {
  const filter = { load: params.get('load'), connection: params.get('connection'), state: params.get('state') };
  const text = query({ ...filter, limit: PAGE });
  const runs = useLive('/api/runs' + text, 2000);
  const loads = useLive('/api/loads?limit=500');
  const connections = useLive('/api/connections?limit=500');
  return html`<${Page} title="Runs">
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <${Choice} label="State" name="state" value=${filter.state} of=${STATES} />
      <${Choice} label="Load" name="load" value=${filter.load} of=${(loads.data?.items || []).map((each) => each.id)} />
      <${Choice} label="Connection" name="connection" value=${filter.connection} of=${(connections.data?.items || []).map((each) => each.id)} />
    </form>
    <section class="card flush"><${Answer} of=${runs}>${(page) => (page.items.length === 0
    ? html`<${Empty} title="No runs">${text.length > 10 && Object.values(filter).some(Boolean) ? 'None fits these filters.' : 'Each file that is loaded becomes a run.'}<//>`
    : html`<${Paged} key=${text} first=${page} filter=${filter} />`)}<//></section>
  <//>`;
}

export function Choice({ label, name, value, of }) {
  return html`<div class="field"><label for=${'by-' + name}>${label}</label>
    <select id=${'by-' + name} value=${value || ''} onChange=${(event) => setParams({ [name]: event.target.value })}>
      <option value="">any</option>${of.map((each) => html`<option value=${each} selected=${each === value}>${each}</option>`)}
    </select></div>`;
}

/** The newest page is live; older ones come when asked for. What was seen once stays, so nothing falls between pages. */
function Paged({ first, filter }) {
  const seen = useRef(new Map());
  const [older, setOlder] = useState({ next: first.next, problem: null, busy: false });
  first.items.forEach((run) => seen.current.set(run.run, run));
  const more = async () => {
    setOlder({ ...older, busy: true });
    try {
      const page = await get('/api/runs' + query({ ...filter, limit: PAGE, before: older.next }));
      page.items.forEach((run) => seen.current.set(run.run, run));
      setOlder({ next: page.next, problem: null, busy: false });
    } catch (problem) {
      setOlder({ ...older, problem, busy: false });
    }
  };
  const runs = [...seen.current.values()].sort((one, other) => (one.run < other.run ? 1 : -1));
  return html`<${RunTable} runs=${runs} />
    <${Trouble} problem=${older.problem} />
    ${older.next && html`<p class="pad"><button type="button" disabled=${older.busy} onClick=${more}>Older runs</button></p>`}`;
}
