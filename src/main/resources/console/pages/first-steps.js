// Nothing has ever been loaded: three steps to a first run, with what the jar brings along.
import { html, useState } from '../ui.js';
import { get, post, upload } from '../api.js';
import { go } from '../router.js';
import { useAction } from '../live.js';
import { Card, Trouble } from '../parts.js';

const SPLIT = '$.result.errors.data.*,$.result.success.data.*';
const PARSED = { status_code: '$.code', error_message: '$.message', entity_id: '$.entity_id' };

async function unlessThere(path, make) {
  try {
    return await get(path);
  } catch (problem) {
    if (problem.status !== 404) {
      throw problem;
    }
    return make();
  }
}

/** After a restart the sandbox is gone; it comes back, perhaps on another port. */
export async function wake() {
  const sandbox = await post('/api/sandbox');
  await post('/api/connections/sandbox/reauthorize', { connection_params: { api_base_url: sandbox.url } });
}

/** The sandbox runs and a connection goes to it. */
async function connect() {
  const sandbox = await post('/api/sandbox');
  await unlessThere('/api/connections/sandbox', () => post('/api/connections', {
    id: 'sandbox', title: 'Sandbox', connection_params: {
      api_base_url: sandbox.url, api_endpoint: '/v2/customers', response_split_path: SPLIT, parse_path_map: PARSED,
    },
  }));
}

const makeLoad = () => unlessThere('/api/loads/sample-customers', () => post('/api/loads', {
  id: 'sample-customers', title: 'Sample customers', connection: 'sandbox', grouping_limit: 50,
}));

async function loadSample() {
  const response = await fetch('/api/sample', { credentials: 'same-origin' });
  const file = await response.blob();
  const answer = await upload('/api/loads/sample-customers/files?name=customers.csv', file, () => {});
  if (answer.run) {
    go('/runs/' + answer.run);
  }
}

const STEPS = [
  { title: 'Connect', text: 'Start the sandbox, an API on this machine that answers as real ones do, good and bad.', verb: 'Start the sandbox and connect to it', act: connect },
  { title: 'Say what goes there', text: 'A load has an inbox for files and says how they are sent: here 50 records per request.', verb: 'Make a load', act: makeLoad },
  { title: 'Load a file', text: 'A thousand customers, some of them bad in ways that happen. See which, and why.', verb: 'Load the sample', act: loadSample },
];

export function FirstSteps({ may }) {
  const [done, setDone] = useState(0);
  const step = useAction(async () => {
    await STEPS[done].act();
    setDone(done + 1);
    return true;
  });
  return html`<${Card} title="Your first run">
    <p class="quiet">Three steps, all on this machine. Or go straight to <a href="/connections/new">a connection of your own</a>.</p>
    <ol class="steps">${STEPS.map(({ title, text, verb }, at) => html`<li class=${at < done ? 'done' : at > done ? 'later' : ''}>
      <h3>${title}</h3><p class="quiet">${text}</p>
      ${at === done && html`<div><button type="button" class="primary" disabled=${step.busy || !may.change} onClick=${step.act}>${step.busy ? 'One moment …' : verb}</button></div>`}
    </li>`)}</ol>
    ${!may.change && html`<p class="quiet">It takes an administrator.</p>`}
    <${Trouble} problem=${step.problem} />
  <//>`;
}
