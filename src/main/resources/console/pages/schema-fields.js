// One field of a schema as a row: what it is called, its type, where it comes from, and its rules.
import { html, useState } from '../ui.js';
import { Badge } from '../parts.js';

export const TYPES = ['string', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'json'];
const OWN = ['name', 'type', 'source', 'nullable'];

/** The column a field is taken from; empty where it is not taken from one. */
export const sourceOf = (field) => ('constant' in field || 'expression' in field ? '' : field.source || field.name);

export const isTaken = (column, taken) => taken.includes(column);

/** Rules as lines: KEY: VALUE, lists in brackets. */
const linesOf = (field) => Object.entries(field).filter(([key]) => !OWN.includes(key))
  .map(([key, value]) => `${key}: ${Array.isArray(value) ? `[${value.join(', ')}]` : value}`).join('\n');

function rulesOf(text) {
  return Object.fromEntries(text.split('\n').filter((line) => line.trim()).map((line) => {
    const at = line.indexOf(':');
    const value = at < 0 ? '' : line.slice(at + 1).trim();
    return [(at < 0 ? line : line.slice(0, at)).trim(), /^\[.*\]$/.test(value) ? value.slice(1, -1).split(',').map((each) => each.trim()) : value];
  }));
}

const pick = (field, names) => Object.fromEntries(names.filter((name) => name in field).map((name) => [name, field[name]]));

export function FieldRow({ row, at, last, orders, wrong, missing, sampled }) {
  const { key, field } = row;
  const [rules, setRules] = useState(null);
  const own = linesOf(field);
  const label = field.name || 'field ' + (at + 1);
  const set = (name, value) => {
    const { [name]: gone, ...others } = field;
    const order = { ...pick(field, OWN), ...others };
    orders.put(at, value === '' && name !== 'name' ? others : name in field ? { ...field, [name]: value } : { ...order, [name]: value });
  };
  const keys = (event) => {
    const where = '.' + [...event.target.classList].find((each) => each.startsWith('f-'));
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      orders.move(at, event.key === 'ArrowUp' ? -1 : 1, where);
    } else if (event.altKey && event.key === 'Delete') {
      event.preventDefault();
      orders.drop(at);
    } else if (event.key === 'Enter' && event.target.classList.contains('f-name')) {
      event.preventDefault();
      orders.add(at);
    }
  };
  const fixed = 'constant' in field ? 'a constant' : 'expression' in field ? 'an expression' : '';
  return html`<tr data-row=${key} onKeyDown=${keys} class=${wrong.length ? 'wrong-row' : ''}>
      <td><input class="f-name mono" aria-label=${`Name of field ${at + 1}`} value=${field.name} autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${wrong.length ? 'true' : null} onInput=${(event) => set('name', event.target.value)} />
        ${wrong.map((what) => html`<p class="wrong small-text">${what}</p>`)}</td>
      <td><select class="f-type" aria-label=${`Type of ${label}`} value=${field.type || 'string'} onChange=${(event) => set('type', event.target.value)}>
        ${TYPES.map((type) => html`<option value=${type} selected=${type === (field.type || 'string')}>${type}</option>`)}</select></td>
      <td>${fixed ? html`<span class="quiet">${fixed}</span>` : html`<input class="f-source mono" aria-label=${`Column that ${label} comes from`} list="columns" value=${field.source || ''} placeholder=${field.name}
        autocomplete="off" spellcheck="false" onInput=${(event) => set('source', event.target.value)} />
        ${sampled && missing && html`<${Badge} word="missing" tone="bad" />`}`}</td>
      <td><label class="tick"><input type="checkbox" class="f-nullable" checked=${String(field.nullable) === 'true'} onChange=${(event) => set('nullable', event.target.checked ? 'true' : '')} />
        <span class="hidden">${label} may be empty</span></label></td>
      <td class="nowrap"><button type="button" class="small f-up" disabled=${at === 0} aria-label=${`Move ${label} up`} onClick=${() => orders.move(at, -1, '.f-up')}>↑</button>
        <button type="button" class="small f-down" disabled=${last} aria-label=${`Move ${label} down`} onClick=${() => orders.move(at, 1, '.f-down')}>↓</button>
        <button type="button" class="small" aria-expanded=${rules !== null} aria-label=${`Rules of ${label}`} onClick=${() => setRules(rules === null ? own : null)}>Rules${own ? ' · ' + own.split('\n').length : ''}</button>
        <button type="button" class="small danger" aria-label=${`Delete ${label}`} onClick=${() => orders.drop(at)}>×</button></td>
    </tr>
    ${rules !== null && html`<tr class="rules-row"><td colspan="5"><div class="field"><label for=${'rules-' + key}>Rules of ${label}, one a line</label>
      <textarea id=${'rules-' + key} rows="3" spellcheck="false" value=${rules} placeholder=${'default: 0\nmax-length: 60\nallowed: [a, b]\nsource-format: dd.MM.yyyy\nconstant: email'} onInput=${(event) => {
  setRules(event.target.value);
  orders.put(at, { ...pick(field, OWN), ...rulesOf(event.target.value) });
}} /></div></td></tr>`}`;
}
