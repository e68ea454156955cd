// The schema designer: fields as a table, beside what they make of the first rows of a file.
import { html, useEffect, useRef, useState } from '../ui.js';
import { post, postFile, put, query } from '../api.js';
import { go, useWarning } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Badge, Card, Copy, Empty, Icon, Notice, Page, Trouble } from '../parts.js';
import { count, plural } from '../format.js';
import { Choice } from './runs.js';
import { FieldRow, isTaken, sourceOf } from './schema-fields.js';

/** As much of a file as the server is shown with every change. */
const SAMPLE = 300000;

export function SchemaDesigner({ params, may }) {
  const load = params.get('load') || '';
  const loads = useLive('/api/loads?limit=500');
  const chosen = loads.data?.items.find((each) => each.id === load);
  const stored = useLive(load ? `/api/loads/${encodeURIComponent(load)}/schema` : null);
  const ready = !load || stored.data || stored.problem;
  return html`<${Page} title="Schema designer" above=${load && html`<a href="/loads">Loads</a><span aria-hidden="true">/</span><a href=${'/loads/' + load}>${load}</a>`}
      kicker=${html`<p class="quiet">Which fields the API gets, of which type, from which column. Nothing is sent.</p>`}>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <${Choice} label="For the load" name="load" value=${load} of=${(loads.data?.items || []).map((each) => each.id)} /></form>
    <${Trouble} problem=${stored.problem} />
    ${ready && html`<${Design} key=${load} load=${chosen} id=${load} stored=${stored.data?.schema} may=${may} />`}
  <//>`;
}

let numbers = 0;
const keyed = (field) => ({ key: ++numbers, field });

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

/** The first bytes, unpacked: half a gzip file can't be read. */
async function beginning(file) {
  if (!/\.gz$/i.test(file.name)) {
    return { name: file.name, sample: await base64(file.slice(0, SAMPLE)) };
  }
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  for (let size = 0; size < SAMPLE;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    parts.push(value);
    size += value.length;
  }
  await reader.cancel();
  return { name: file.name.replace(/\.gz$/i, ''), sample: await base64(new Blob(parts).slice(0, SAMPLE)) };
}

function Design({ load, id, stored, may }) {
  const [rows, setRows] = useState(() => (stored?.fields || []).map(keyed));
  const [frame, setFrame] = useState(() => ({ ...stored, fields: undefined }));
  const [file, setFile] = useState(null);
  const [doubts, setDoubts] = useState([]);
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState(null);
  const [changed, setChanged] = useState(false);
  const focus = useRef(null);
  const schema = { ...frame, fields: rows.map(({ field }) => field) };
  const asked = JSON.stringify({ schema, name: file?.name, sample: file?.sample, load: id || null });
  const named = rows.some(({ field }) => field.name);
  useEffect(() => {
    if (!named) {
      setResult(null);
      return undefined;
    }
    const timer = setTimeout(async () => {
      try {
        setResult(await post('/api/schemas/try', JSON.parse(asked)));
        setProblem(null);
      } catch (refused) {
        setProblem(refused);
      }
    }, 250);
    return () => clearTimeout(timer);
  }, [asked, named]);
  useEffect(() => {
    if (focus.current) {
      document.querySelector(`[data-row="${focus.current.key}"] ${focus.current.at}`)?.focus();
      focus.current = null;
    }
  });
  useWarning(changed);
  const change = (next) => {
    setChanged(true);
    setRows(next);
  };
  const add = (field = { name: '', type: 'string' }, at = rows.length) => {
    const row = keyed(field);
    focus.current = { key: row.key, at: '.f-name' };
    change([...rows.slice(0, at), row, ...rows.slice(at)]);
  };
  const orders = {
    put: (at, field) => change(rows.map((row, index) => (index === at ? { ...row, field } : row))),
    add: (at) => add(undefined, at + 1),
    drop: (at) => {
      const next = rows[at + 1] || rows[at - 1];
      focus.current = next && { key: next.key, at: '.f-name' };
      change(rows.filter((row, index) => index !== at));
    },
    move: (at, by, where) => {
      if (at + by < 0 || at + by >= rows.length) {
        return;
      }
      const next = [...rows];
      [next[at], next[at + by]] = [next[at + by], next[at]];
      focus.current = { key: rows[at].key, at: where };
      change(next);
    },
  };
  const take = useAction(async (chosen, replace) => {
    const isSchema = /\.ya?ml$/i.test(chosen.name);
    const found = !isSchema && !replace && named ? null : await postFile('/api/schemas/infer' + query({ name: chosen.name, load: id }), chosen);
    if (!isSchema) {
      setFile({ content: chosen, ...await beginning(chosen) });
    }
    if (found) {
      change(found.schema.fields.map(keyed));
      setFrame({ ...found.schema, fields: undefined });
      setDoubts(found.doubts);
    }
  });
  const keep = useAction(async () => {
    await put(`/api/loads/${encodeURIComponent(id)}/schema`, { schema });
    setChanged(false);
    go('/loads/' + id);
  });
  const tried = result?.tried;
  const extra = tried ? tried.columns.filter((column) => !isTaken(column, tried.taken)) : [];
  const wrong = (at) => (result?.problems || []).filter((each) => each.field === at).map((each) => each.what);
  return html`
    <${Sample} file=${file} busy=${take.busy} onFile=${(chosen) => take.act(chosen, false)}
      onDraft=${named && file ? () => take.act(file.content, true) : null} />
    <${Trouble} problem=${take.problem} />
    ${tried && html`<${Match} tried=${tried} extra=${extra} onAdd=${(column) => add({ name: column, type: 'string' })} />`}
    ${doubts.length > 0 && html`<${Notice} tone="wait" title="Look at these:" actions=${html`<button type="button" class="small" onClick=${() => setDoubts([])}>Seen</button>`}>
      <ul>${doubts.map((doubt) => html`<li class="break">${doubt}</li>`)}</ul><//>`}
    <section class="card flush" aria-label="Fields"><header class="card-head"><h2>Fields</h2>
        <div class="actions"><span class="quiet">${plural(rows.length, 'field')}</span><button type="button" onClick=${() => add()}><${Icon} name="plus" />Add a field</button></div></header>
      ${rows.length === 0 ? html`<${Empty} title="No field yet">Drop a file above to draft them, or add the first one.<//>`
    : html`<div class="scroll"><table class="cards fields-table"><thead><tr><th>Name in the API</th><th>Type</th><th>From column</th><th>Nullable</th><th><span class="hidden">Order, rules, delete</span></th></tr></thead>
        <tbody>${rows.map((row, at) => html`<${FieldRow} key=${row.key} row=${row} at=${at} last=${at === rows.length - 1} orders=${orders} wrong=${wrong(at)}
          missing=${tried?.missing.includes(sourceOf(row.field))} sampled=${Boolean(tried)} />`)}</tbody></table></div>
        <datalist id="columns">${(tried?.columns || []).map((column) => html`<option value=${column} />`)}</datalist>
        <p class="quiet small-text">By keyboard: Enter adds a field below, Alt with ↑ or ↓ moves it, Alt with Delete takes it away. Names with a dot nest: <code>customer.name</code>, <code>items[0].sku</code>.</p>`}
    </section>
    ${wrong(-1).map((what) => html`<${Notice} tone="bad">${what}<//>`)}
    <${Trouble} problem=${problem || keep.problem} />
    <${Made} tried=${tried} file=${file} result=${result} />
    ${result && html`<${Yaml} result=${result} name=${(id || 'destination') + '.schema.yaml'} load=${load} may=${may} keep=${keep} onSaved=${() => setChanged(false)} />`}`;
}

function Sample({ file, busy, onFile, onDraft }) {
  const [over, setOver] = useState(false);
  const take = (files) => files?.length && onFile(files[0]);
  return html`<div class=${'drop slim' + (over ? ' over' : '')} onDragOver=${(event) => {
    event.preventDefault();
    setOver(true);
  }} onDragLeave=${() => setOver(false)} onDrop=${(event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }}>
    <label for="sample"><strong>${file ? file.name : 'Drop a sample here'}</strong>${file ? '; or another one:' : ', or choose one'}</label>
    <input id="sample" type="file" accept=".csv,.json,.jsonl,.gz,.yaml,.yml" disabled=${busy} onChange=${(event) => take(event.target.files)} />
    <div class="line"><span class="quiet small-text">CSV, JSON, JSON Lines, a JSON Schema, or a schema file.</span>
      ${onDraft && html`<button type="button" class="small" disabled=${busy} onClick=${onDraft}>Draft all fields from it</button>`}</div>
  </div>`;
}

/** Which columns are taken, which are not there, which are left: at a glance. */
function Match({ tried, extra, onAdd }) {
  return html`<${Card} title="Columns" actions=${html`<${Badge} word=${plural(tried.taken.length, 'matched', 'matched')} tone="good" />
      <${Badge} word=${plural(tried.missing.length, 'missing', 'missing')} tone=${tried.missing.length ? 'bad' : 'plain'} />
      <${Badge} word=${plural(extra.length, 'extra', 'extra')} tone=${extra.length ? 'warn' : 'plain'} />`}>
    ${tried.missing.length > 0 && html`<p class="break"><span class="bad-text">Missing in the sample:</span> ${tried.missing.map((column) => html`<code class="chip">${column}</code> `)}</p>`}
    ${extra.length > 0 && html`<div class="line"><span class="quiet">Extra, not sent:</span>${extra.map((column) => html`<button type="button" class="small" key=${column} onClick=${() => onAdd(column)}>
      <${Icon} name="plus" size=${12} /><span class="hidden">Add </span>${column}</button>`)}</div>`}
    ${!tried.missing.length && !extra.length && html`<p class="good-text">Every column of the sample is taken, and none is missing.</p>`}
  <//>`;
}

function Made({ tried, file, result }) {
  if (!file) {
    return null;
  }
  if (!tried) {
    return result?.problems.length ? html`<p class="quiet">The first rows are tried when nothing is wrong with the fields.</p>` : null;
  }
  const good = tried.records.filter((each) => each.json);
  return html`<${Card} title=${`The first ${count(tried.records.length)} rows`} actions=${html`<${Badge} word=${good.length + ' good'} tone="good" />
      ${good.length < tried.records.length && !tried.refusal && html`<${Badge} word=${tried.records.length - good.length + ' refused'} tone="bad" />`}`}>
    ${tried.refusal && html`<${Notice} tone="bad" title="No such file can be loaded:">${tried.refusal}<//>`}
    <ol class="made" aria-live="polite">${tried.records.filter((each) => each.json || each.problem).map((each) => html`<li key=${each.record}>
      <span class="quiet nowrap small-text">line ${count(each.line)}</span>
      ${each.json ? html`<code class="break">${each.json}</code>` : html`<span class="bad-text break">${each.problem}</span>`}</li>`)}</ol>
  <//>`;
}

function Yaml({ result, name, load, may, keep, onSaved }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([result.yaml], { type: 'application/yaml' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: name });
    link.click();
    URL.revokeObjectURL(url);
    onSaved();
  };
  const good = result.problems.length === 0;
  return html`<${Card} title="The schema file" actions=${html`<${Copy} text=${result.yaml} /><button type="button" disabled=${!good} onClick=${save}><${Icon} name="download" />Download</button>
      ${load?.is_editable && may.change && html`<button type="button" class="primary" disabled=${!good || keep.busy} onClick=${keep.act}>Save to ${load.title}</button>`}`}>
    ${load && !load.is_editable && html`<p class="quiet small-text">The load is defined in the configuration file: download the schema, and name it there as <code>drover.loads.${load.id}.schema</code>.</p>`}
    <details><summary>Show it</summary><pre class="block" tabindex="0">${result.yaml}</pre></details>
  <//>`;
}
