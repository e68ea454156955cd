// New credentials for a connection, checked at once.
import { html, useState } from '../ui.js';
import { post } from '../api.js';
import { useAction, useLive } from '../live.js';
import { Answer, Dialog, Trouble } from '../parts.js';
import { CheckSteps } from './connection.js';
import { SchemaField, useDraft } from './schema-form.js';

/** The fields that a way of authorizing needs. */
export const CREDENTIALS = {
  none: [], header: ['auth_header', 'client_secret'], basic: ['client_key', 'client_secret'], bearer: ['client_secret'],
  oauth2: ['oauth_base_url', 'oauth_grant', 'client_key', 'client_secret', 'refresh_token', 'oauth_client_auth'],
  hmac: ['client_key', 'client_secret'],
};

export const credentialFields = (auth, schema) => ['auth', ...(CREDENTIALS[auth] || ['auth_header', 'client_key', 'client_secret', 'oauth_base_url'])]
  .filter((name) => schema.properties[name]);

export function Reauthorize({ connection, path, onClose }) {
  const destinations = useLive('/api/destinations');
  return html`<${Dialog} title=${'New credentials for ' + connection.title} onClose=${onClose}>
    <${Answer} of=${destinations}>${({ items }) => html`<${Form} schema=${items[0].connection_params} connection=${connection} path=${path} onClose=${onClose} />`}<//><//>`;
}

function Form({ schema, connection, path, onClose }) {
  const draft = useDraft(schema, connection.connection_params);
  const [after, setAfter] = useState(null);
  const save = useAction(async () => setAfter(await post(path + '/reauthorize', { connection_params: draft.changes() })));
  return html`<form class="stack" noValidate onSubmit=${(event) => {
    event.preventDefault();
    save.act();
  }}>
    ${credentialFields(draft.value('auth'), schema).map((name) => html`<${SchemaField} key=${name} name=${name} schema=${schema} draft=${draft} secrets=${connection.secrets} problem=${save.problem} />`)}
    ${after && html`<section aria-live="polite"><h3>${after.status === 'valid' ? 'They work.' : 'They were saved, but the check failed.'}</h3><${CheckSteps} check=${after.check} /></section>`}
    <${Trouble} problem=${save.problem} />
    <div class="actions end"><button type="button" onClick=${onClose}>Close</button><button class="primary" disabled=${save.busy}>${save.busy ? 'Checking …' : 'Save and check'}</button></div>
  </form>`;
}
