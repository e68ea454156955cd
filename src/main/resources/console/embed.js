// The form for one connection within the page of another product. It has a token of its own and no session, and tells
// how it went to the one origin that the token names.
import { html, render, useEffect, useState } from './ui.js';
import { get, post, useToken, whenSignedOut } from './api.js';
import { useAction } from './live.js';
import { Notice, Trouble, Waiting } from './parts.js';
import { SchemaField, useDraft } from './pages/schema-form.js';

/** Nobody but that origin hears it, whoever else may have got hold of the window. */
function tell(origin, message) {
  if (origin && parent !== window) {
    parent.postMessage({ source: 'drover', ...message }, origin);
  }
}

function Embedded() {
  const [form, setForm] = useState(null);
  const [problem, setProblem] = useState(null);
  const [done, setDone] = useState(null);
  useEffect(() => {
    get('/api/embed').then((found) => {
      setForm(found);
      tell(found.origin, { type: 'ready' });
    }, setProblem);
  }, []);
  useEffect(() => {
    const grown = new ResizeObserver(() => tell(form?.origin, { type: 'height', height: document.documentElement.offsetHeight }));
    grown.observe(document.body);
    return () => grown.disconnect();
  }, [form]);
  if (problem) {
    return html`<${Trouble} problem=${problem} />`;
  }
  if (done) {
    return html`<${Notice} tone="good" title="Connected.">It was checked, and it works. You can go on.<//>`;
  }
  return form ? html`<${Form} form=${form} onDone=${setDone} />` : html`<${Waiting} />`;
}

function Form({ form, onDone }) {
  const [title, setTitle] = useState('');
  const [refusal, setRefusal] = useState('');
  const draft = useDraft(form.schema, null);
  const send = useAction(async () => {
    setRefusal('');
    const body = { connection_params: draft.changes(), ...(form.title === null ? { title } : {}) };
    const { outcome, connection, message } = await post('/api/embed', body);
    tell(form.origin, { type: outcome, connection });
    if (outcome === 'refused') {
      setRefusal(message);
    } else {
      onDone(connection);
    }
  });
  return html`<form class="stack" noValidate onSubmit=${(event) => {
    event.preventDefault();
    send.act();
  }}>
    <h1>${form.title ?? 'New connection'}</h1>
    ${form.title === null && html`<div class="field"><label for="title">Title *</label><input id="title" value=${title} required maxlength="200"
      aria-invalid=${send.problem?.of('title') ? 'true' : null} onInput=${(event) => setTitle(event.target.value)} />
      ${send.problem?.of('title') && html`<p class="wrong">${send.problem.of('title')}</p>`}</div>`}
    ${Object.keys(form.schema.properties).map((name) => html`<${SchemaField} key=${name} name=${name} schema=${form.schema} draft=${draft} problem=${send.problem} />`)}
    ${refusal && html`<${Notice} tone="bad" title="It does not work yet.">${refusal}<//>`}
    <${Trouble} problem=${send.problem} />
    <div class="actions"><button class="primary" disabled=${send.busy}>${send.busy ? 'Checking …' : 'Connect'}</button>
      <button type="button" onClick=${() => tell(form.origin, { type: 'cancelled' })}>Cancel</button></div>
    <p class="quiet small-text">What you enter is checked with the destination and kept sealed. The page around this form does not see it.</p>
  </form>`;
}

useToken(location.hash.slice(1));
whenSignedOut(() => {});
const root = document.getElementById('embed');
root.textContent = '';
render(html`<${Embedded} />`, root);
