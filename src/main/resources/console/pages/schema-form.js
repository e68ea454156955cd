// A form made from a JSON Schema: fields in groups, secrets write-only, refusals beside their fields.
import { html, useId, useState } from '../ui.js';
import { Secret } from './settings.js';

const text = (value) => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Only what somebody changed goes out, so defaults stay defaults. */
export function useDraft(schema, stored) {
  const [draft, setDraft] = useState({});
  const has = (name) => Object.hasOwn(draft, name);
  const value = (name) => (has(name) ? draft[name] : stored?.[name] ?? schema.properties[name]?.default ?? '');
  const put = (name, given) => setDraft((before) => ({ ...before, [name]: given }));
  const keep = (name) => setDraft((before) => {
    const { [name]: gone, ...others } = before;
    return others;
  });
  /** The values as the server takes them; objects from their pairs. */
  const changes = () => draft;
  return { value, put, keep, has, changes, touched: Object.keys(draft).length > 0 };
}

function Hints({ id, field, wrong }) {
  return html`<p class="hint" id=${id + '-hint'} hidden=${!field.description}>${field.description}</p>
    ${wrong && html`<p class="wrong" id=${id + '-wrong'}>${wrong}</p>`}`;
}

const about = (id, wrong) => (wrong ? `${id}-hint ${id}-wrong` : id + '-hint');

function Input({ id, field, draft, name, wrong, required }) {
  const given = { id, 'aria-describedby': about(id, wrong), 'aria-invalid': wrong ? 'true' : null, name };
  const value = draft.value(name);
  if (field.enum) {
    return html`<select ...${given} value=${value} onChange=${(event) => draft.put(name, event.target.value)}>
      ${field.enum.map((each) => html`<option value=${each} selected=${each === value}>${each}</option>`)}</select>`;
  }
  if (field.type === 'object') {
    return html`<${PairsInput} given=${given} value=${value} onValue=${(pairs) => draft.put(name, pairs)} example=${field.examples?.[0]} />`;
  }
  if (field.type === 'integer') {
    return html`<input ...${given} type="number" min=${field.minimum} max=${field.maximum} value=${text(value)}
      onInput=${(event) => draft.put(name, event.target.value === '' ? '' : Number(event.target.value))} />`;
  }
  return html`<input ...${given} value=${text(value)} required=${required} placeholder=${field.examples ? 'like ' + text(field.examples[0]) : null}
    autocomplete="off" autocapitalize="none" spellcheck="false" onInput=${(event) => draft.put(name, event.target.value)} />`;
}

/** An object of texts: NAME: VALUE, one a line. */
function PairsInput({ given, value, onValue, example }) {
  const lines = (pairs) => (pairs && typeof pairs === 'object' ? Object.entries(pairs).map(([name, one]) => `${name}: ${one}`).join('\n') : '');
  const [typed, setTyped] = useState(null);
  const read = (content) => Object.fromEntries(content.split('\n').filter((line) => line.trim()).map((line) => {
    const at = line.indexOf(':');
    return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  }));
  return html`<textarea ...${given} rows="3" placeholder=${example ? 'one a line, like\n' + lines(example) : null} spellcheck="false"
    value=${typed ?? lines(value)} onInput=${(event) => {
  setTyped(event.target.value);
  onValue(read(event.target.value));
}} />`;
}

/** What is set is never shown: one may leave it, replace it or take it away. */
function SecretInput({ id, field, name, draft, state, wrong }) {
  const open = draft.has(name) || !state?.set;
  const given = { id, name, 'aria-describedby': about(id, wrong), 'aria-invalid': wrong ? 'true' : null };
  if (!open) {
    return html`<div class="line" id=${id} tabindex="-1"><${Secret} state=${state} />
      <button type="button" class="small" onClick=${() => draft.put(name, field.type === 'object' ? {} : '')}>Replace<span class="hidden"> ${field.title}</span></button></div>`;
  }
  return html`${field.type === 'object'
    ? html`<${PairsInput} given=${given} value=${draft.has(name) ? draft.value(name) : {}} onValue=${(pairs) => draft.put(name, pairs)} example=${field.examples?.[0]} />`
    : html`<input ...${given} type="password" autocomplete="new-password" value=${draft.has(name) ? text(draft.value(name)) : ''}
        onInput=${(event) => (event.target.value || state?.set ? draft.put(name, event.target.value) : draft.keep(name))} />`}
    ${state?.set && html`<div class="line small-text"><span>Left empty, it is taken away.</span>
      <button type="button" class="small" onClick=${() => draft.keep(name)}>Leave it as it is</button></div>`}`;
}

export function SchemaField({ name, schema, draft, secrets, problem }) {
  const id = useId();
  const field = schema.properties[name];
  const wrong = problem?.of(name);
  if (!field) {
    return null;
  }
  if (field.type === 'boolean') {
    return html`<div class="field"><label class="tick" for=${id}><input id=${id} type="checkbox" checked=${draft.value(name) === true} aria-describedby=${about(id, wrong)}
      onChange=${(event) => draft.put(name, event.target.checked)} /><span>${field.title}</span></label><${Hints} id=${id} field=${field} wrong=${wrong} /></div>`;
  }
  return html`<div class=${'field' + (field.type === 'object' ? ' full' : '')}><label for=${id}>${field.title}${schema.required?.includes(name) ? ' *' : ''}</label>
    ${field.writeOnly ? html`<${SecretInput} id=${id} field=${field} name=${name} draft=${draft} state=${secrets?.[name]} wrong=${wrong} />`
    : html`<${Input} id=${id} field=${field} draft=${draft} name=${name} wrong=${wrong} required=${schema.required?.includes(name)} />`}
    <${Hints} id=${id} field=${field} wrong=${wrong} /></div>`;
}

/** Groups as the page names them; what no group names stands in the last. */
export function Groups({ groups, schema, draft, secrets, problem, skip = [] }) {
  const named = groups.flatMap(([, names]) => names);
  const rest = Object.keys(schema.properties).filter((name) => !named.includes(name) && !skip.includes(name));
  const all = [...groups, ...(rest.length ? [['More', rest]] : [])];
  const shown = ([, names]) => names.some((name) => schema.properties[name]);
  return all.filter(shown).map(([title, names], at) => html`<details class="card" key=${title} open=${at < 2 || names.some((name) => problem?.of(name))}>
    <summary>${title}</summary><div class="fields">${names.filter((name) => schema.properties[name]).map((name) => html`<${SchemaField} key=${name} name=${name}
      schema=${schema} draft=${draft} secrets=${secrets} problem=${problem} />`)}</div></details>`);
}
