// Settings as they are: first those that somebody chose, the defaults behind a fold.
import { html } from '../ui.js';
import { Ago } from '../parts.js';

const shown = (value) => {
  if (value === '' || value === null || value === undefined) {
    return html`<span class="quiet">empty</span>`;
  }
  return html`<code class="break">${typeof value === 'object' ? JSON.stringify(value) : String(value)}</code>`;
};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Where a connection sends. */
export const target = ({ connection_params: { api_method, api_base_url, api_endpoint } }) => `${api_method} ${api_base_url}${api_endpoint}`;

/** What somebody chose for a connection, without its secrets. */
export const ownSettings = (schema, values) => Object.fromEntries(Object.entries(schema.properties)
  .filter(([name, field]) => !field.writeOnly && !same(values[name], field.default)).map(([name]) => [name, values[name]]));

export function Settings({ schema, values, secrets }) {
  const fields = Object.entries(schema.properties);
  const own = fields.filter(([name, field]) => (field.writeOnly ? secrets?.[name]?.set : !same(values[name], field.default)));
  const rest = fields.filter((field) => !own.includes(field));
  return html`<${Rows} fields=${own} values=${values} secrets=${secrets} />
    <details><summary>${rest.length} more, at their defaults</summary><${Rows} fields=${rest} values=${values} secrets=${secrets} /></details>`;
}

function Rows({ fields, values, secrets }) {
  return html`<dl class="pairs">${fields.map(([name, field]) => html`<dt title=${field.description}>${field.title}</dt>
    <dd>${field.writeOnly ? html`<${Secret} state=${secrets?.[name]} />` : shown(values[name])}</dd>`)}</dl>`;
}

export function Secret({ state }) {
  if (!state?.set) {
    return html`<span class="quiet">not set</span>`;
  }
  return html`<span>set${state.changed_at ? html`, <${Ago} at=${state.changed_at} />` : ' in the configuration'}</span>`;
}
