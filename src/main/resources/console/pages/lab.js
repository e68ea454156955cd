// An answer, read as a connection would read it: which record gets which verdict, with every key stroke.
import { html, useEffect, useState } from '../ui.js';
import { patch, post } from '../api.js';
import { Cases } from './lab-cases.js';
import { go, setParams } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Badge, Card, Empty, Notice, Page, Scroll, Trouble } from '../parts.js';
import { plural } from '../format.js';
import { Choice } from './runs.js';

const FIELDS = ['response_split_path', 'correlate', 'parse_path_map', 'recoverable_error_codes', 'yielding_error_codes'];
const START = {
  status: '200',
  request: '[\n  {"id": "C1", "email": "zoe@example.com"},\n  {"id": "C2", "email": "not an address"}\n]',
  answer: '{\n  "result": {\n    "success": {"data": [{"id": "C1", "entity_id": 701}]},\n    "errors": {"data": [{"id": "C2", "code": 422, "message": "email is not valid"}]}\n  }\n}',
};

const asText = (value) => (value && typeof value === 'object' ? JSON.stringify(value) : value ?? '');

export function Lab({ params, may }) {
  const chosen = params.get('connection') || '';
  const connections = useLive('/api/connections?limit=500');
  const connection = connections.data?.items.find((each) => each.id === chosen);
  return html`<${Page} title="Response lab" kicker=${html`<p class="quiet">Paste a request and its answer, and see what Drover makes of it. Nothing is sent.</p>`}>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <${Choice} label="Settings of connection" name="connection" value=${chosen} of=${(connections.data?.items || []).map((each) => each.id)} /></form>
    ${(!chosen || connection) && html`<${Bench} key=${chosen} connection=${connection} may=${may} />`}
  <//>`;
}

const stored = () => {
  try {
    return { ...START, ...JSON.parse(sessionStorage.getItem('drover.lab') || '{}') };
  } catch {
    return START;
  }
};

function Bench({ connection, may }) {
  const [exchange, setExchange] = useState(stored);
  const [reading, setReading] = useState(() => Object.fromEntries(FIELDS.map((name) => [name, asText(connection?.connection_params[name])])));
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState(null);
  const asked = JSON.stringify({ ...exchange, status: Number(exchange.status) || 0, connection_params: given(reading) });
  useEffect(() => {
    sessionStorage.setItem('drover.lab', JSON.stringify(exchange));
    const timer = setTimeout(async () => {
      try {
        setResult(await post('/api/preview/answer', JSON.parse(asked)));
        setProblem(null);
      } catch (refused) {
        setProblem(refused);
      }
    }, 200);
    return () => clearTimeout(timer);
  }, [asked]);
  const put = (name) => (event) => setExchange({ ...exchange, [name]: event.target.value });
  const set = (name) => (event) => setReading({ ...reading, [name]: event.target.value });
  const save = useAction(async () => {
    await patch('/api/connections/' + connection.id, { connection_params: given(reading) });
    go('/connections/' + connection.id);
  });
  const wrong = (name) => problem?.of(name);
  return html`<div class="columns">
      <${Card} title="The exchange">
        <div class="field"><label for="lab-request">Body of the request</label><textarea id="lab-request" rows="7" spellcheck="false" value=${exchange.request} onInput=${put('request')} aria-invalid=${wrong('request') ? 'true' : null} />
          ${wrong('request') && html`<p class="wrong">${wrong('request')}</p>`}</div>
        <div class="field"><label for="lab-status">Status of the answer</label><input id="lab-status" inputmode="numeric" value=${exchange.status} onInput=${put('status')} /></div>
        <div class="field"><label for="lab-answer">Body of the answer</label><textarea id="lab-answer" rows="11" spellcheck="false" value=${exchange.answer} onInput=${put('answer')} /></div>
      <//>
      <div class="stack">
        <${Card} title="How it is read">
          ${FIELDS.map((name) => html`<div class="field"><label for=${'lab-' + name}>${LABELS[name]}</label>
            <input id=${'lab-' + name} class="mono" spellcheck="false" autocomplete="off" value=${reading[name]} aria-invalid=${wrong(name) ? 'true' : null} onInput=${set(name)} />
            ${wrong(name) && html`<p class="wrong">${wrong(name)}</p>`}</div>`)}
          ${result?.suggestion && result.suggestion !== reading.response_split_path && html`<${Notice} tone="live" title="Suggestion:"
            actions=${html`<button type="button" onClick=${() => setReading({ ...reading, response_split_path: result.suggestion })}>Take it over</button>`}>
            <code class="break">${result.suggestion}</code><//>`}
          ${connection && may.change && html`<div class="actions"><button type="button" class="primary" disabled=${save.busy || !connection.is_editable || Boolean(problem)} onClick=${save.act}>Save to ${connection.title}</button>
            ${!connection.is_editable && html`<span class="quiet small-text">Defined in the configuration file: change it there.</span>`}</div>`}
          <${Trouble} problem=${save.problem} />
        <//>
        <section class="card flush" aria-live="polite"><header class="card-head"><h2>Verdicts</h2>${result && html`<${Badge} word=${result.verdict} tone=${TONE[result.verdict]} />`}</header>
          ${problem && !FIELDS.some(wrong) && !wrong('request') && html`<div class="pad"><${Trouble} problem=${problem} /></div>`}
          ${result && html`<${Verdicts} result=${result} />`}</section>
        ${connection && html`<${Cases} connection=${connection} may=${may} exchange=${exchange} reading=${given(reading)} good=${Boolean(result) && !problem}
          onShow=${({ request, status, answer }) => setExchange({ request, status: String(status), answer })} />`}
      </div>
    </div>`;
}

const LABELS = {
  response_split_path: 'Response split path', correlate: 'Correlate', parse_path_map: 'Parse path map',
  recoverable_error_codes: 'Recoverable error codes', yielding_error_codes: 'Yielding error codes',
};
const TONE = { settled: 'good', retry: 'wait', yield: 'wait', 'give up': 'bad', pause: 'wait', halve: 'wait' };

/** Empty fields are left out: they have their defaults. */
function given(reading) {
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== ''));
}

function Verdicts({ result }) {
  if (result.outcomes.length === 0) {
    return html`<${Empty} title=${result.says || 'The request has no records'} />`;
  }
  return html`${result.says && html`<p class="quiet">${result.says}</p>`}
    ${result.unmatched > 0 && html`<p class="wait-text">${plural(result.unmatched, 'part')} of the answer belong to no record.</p>`}
    <${Scroll} label="Verdict for each record"><table class="cards"><thead><tr><th>Record</th><th>Verdict</th><th>Why, and what was read</th></tr></thead>
    <tbody>${result.outcomes.map((each, at) => html`<tr><td><span class="quiet">${at + 1}</span> <code class="break">${each.record}</code></td>
      <td><${Badge} word=${each.success ? 'success' : each.class} tone=${each.success ? 'good' : 'bad'} /></td>
      <td>${each.message}<span class="sub">${Object.entries(each.parsed).filter(([, value]) => value).map(([name, value]) => `${name} = ${value}`).join(', ')}</span></td></tr>`)}</tbody></table><//>`;
}
