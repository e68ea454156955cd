// Making and changing a load.
import { html, useState } from '../ui.js';
import { patch, post } from '../api.js';
import { go, useWarning } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Answer, Card, Page, Trouble } from '../parts.js';
import { Groups, useDraft } from './schema-form.js';

const GROUPS = [
  ['Files', ['inbox', 'include', 'settle', 'wait_for_marker', 'duplicates']],
  ['Requests', ['grouping_limit', 'max_batch_size', 'group_by', 'schema']],
  ['How files are read', ['delimiter', 'charset', 'request_split_path']],
];

export function LoadForm({ id, params }) {
  const destinations = useLive('/api/destinations');
  const connections = useLive('/api/connections?limit=500');
  const stored = useLive(id ? '/api/loads/' + encodeURIComponent(id) : null);
  return html`<${Answer} of=${destinations}>${({ items }) => html`<${Answer} of=${connections}>${(all) => (!id || stored.data
    ? html`<${Form} id=${id} stored=${stored.data} schema=${items[0].load_params} connections=${all.items} chosen=${params.get('connection')} />`
    : html`<${Answer} of=${stored}>${() => ''}<//>`)}<//>`}<//>`;
}

function Form({ id, stored, schema, connections, chosen }) {
  const [title, setTitle] = useState(stored?.title || '');
  const draft = useDraft(schema, stored);
  const connection = draft.has('connection') ? draft.value('connection') : stored?.connection || chosen || (connections.length === 1 ? connections[0].id : '');
  const save = useAction(async () => {
    const body = { title, ...draft.changes(), connection };
    const saved = id ? await patch('/api/loads/' + id, body) : await post('/api/loads', body);
    go('/loads/' + saved.id);
  });
  useWarning((draft.touched || title !== (stored?.title || '')) && !save.busy);
  const wrong = (name) => save.problem?.of(name);
  return html`<${Page} title=${id ? 'Edit ' + stored.title : 'New load'} above=${html`<a href="/loads">Loads</a>`}>
    <form class="stack" noValidate onSubmit=${(event) => {
    event.preventDefault();
    save.act();
  }}>
      <${Card}><div class="fields">
        <div class="field"><label for="title">Title *</label><input id="title" value=${title} required maxlength="200" autocomplete="off"
          aria-invalid=${wrong('title') ? 'true' : null} onInput=${(event) => setTitle(event.target.value)} />${wrong('title') && html`<p class="wrong">${wrong('title')}</p>`}</div>
        <div class="field"><label for="connection">Connection *</label><select id="connection" value=${connection} aria-invalid=${wrong('connection') ? 'true' : null}
          onChange=${(event) => draft.put('connection', event.target.value)}><option value="" disabled>choose one</option>
          ${connections.map((each) => html`<option value=${each.id} selected=${each.id === connection}>${each.title}</option>`)}</select>
          ${wrong('connection') && html`<p class="wrong">${wrong('connection')}</p>`}</div>
      </div><//>
      <${Groups} groups=${GROUPS} schema=${schema} draft=${draft} problem=${save.problem} skip=${['connection']} />
      <${Trouble} problem=${save.problem} />
      <div class="actions"><button class="primary" disabled=${save.busy}>${id ? 'Save' : 'Create'}</button>
        <a class="button" href=${id ? '/loads/' + id : '/loads'}>Leave it</a></div>
    </form><//>`;
}
