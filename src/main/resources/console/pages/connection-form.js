// Making and changing a connection; beside it the request that these settings would send.
import { html, useState } from '../ui.js';
import { patch, post } from '../api.js';
import { go, useWarning } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Answer, Card, Page, Trouble } from '../parts.js';
import { CheckSteps } from './connection.js';
import { Groups, useDraft } from './schema-form.js';
import { RequestPreview } from './request-preview.js';
import { ownSettings } from './settings.js';

const GROUPS = [
  ['Target', ['api_base_url', 'api_endpoint', 'api_method', 'bulk_support', 'additional_headers']],
  ['Credentials', ['auth', 'auth_header', 'client_key', 'client_secret', 'oauth_base_url']],
  ['OAuth2', ['oauth_grant', 'refresh_token', 'oauth_client_auth', 'oauth_scope', 'oauth_audience', 'oauth_parameters']],
  ['Signatures', ['hmac_header', 'hmac_algorithm', 'hmac_template', 'hmac_encoding', 'hmac_prefix', 'hmac_timestamp_header',
    'hmac_timestamp']],
  ['Certificates', ['tls_client_certificate', 'tls_client_key', 'tls_client_key_password', 'tls_trust', 'tls_trust_password',
    'tls_system_trust']],
  ['The way there', ['proxy_host', 'proxy_port', 'proxy_user', 'proxy_password', 'request_compression']],
  ['Answers', ['response_split_path', 'correlate', 'parse_path_map', 'max_response_size']],
  ['Trying again', ['recoverable_error_codes', 'yielding_error_codes', 'max_retries', 'resend_failed_batches_in_smaller_chunks',
    'backoff', 'max_backoff', 'pause_after_exhausted', 'on_unknown_outcome', 'idempotency_header',
    'idempotency_quoted', 'idempotency_field', 'new_key_after', 'look_up_path', 'look_up_there', 'look_up_not_there',
    'look_up_record']],
  ['Jobs', ['poll_job', 'poll_when', 'poll_path', 'poll_done', 'poll_failed', 'poll_results', 'poll_delay',
    'poll_timeout']],
  ['Speed and limits', ['concurrency', 'rate', 'connect_timeout', 'response_timeout']],
  ['Checks', ['check_request', 'check_every']],
];

export function ConnectionForm({ id, params }) {
  const source = id || params.get('from');
  const destinations = useLive('/api/destinations');
  const stored = useLive(source ? '/api/connections/' + encodeURIComponent(source) : null);
  const ready = !source || stored.data;
  return html`<${Answer} of=${destinations}>${({ items }) => (ready
    ? html`<${Form} key=${source} id=${id} stored=${stored.data} schema=${items[0].connection_params} />`
    : html`<${Answer} of=${stored}>${() => ''}<//>`)}<//>`;
}

function Form({ id, stored, schema }) {
  const named = stored ? (id ? stored.title : stored.title + ' (copy)') : '';
  const [title, setTitle] = useState(named);
  const creating = stored?.create_load_for_new_tables ?? false;
  const [creates, setCreates] = useState(creating);
  const draft = useDraft(schema, stored?.connection_params);
  // Like another one: what that one has, but never its secrets.
  const given = () => ({ ...(!id && stored ? ownSettings(schema, stored.connection_params) : {}), ...draft.changes() });
  const save = useAction(async () => {
    const body = { title, create_load_for_new_tables: creates, connection_params: given() };
    const saved = id ? await patch('/api/connections/' + id, body) : await post('/api/connections', body);
    go('/connections/' + saved.id);
  });
  useWarning((draft.touched || title !== named || creates !== creating) && !save.busy);
  const secrets = id ? stored.secrets : {};
  return html`<${Page} title=${id ? 'Edit ' + stored.title : 'New connection'} above=${html`<a href="/connections">Connections</a>`}>
    <form class="columns two-one" onSubmit=${(event) => {
    event.preventDefault();
    save.act();
  }} noValidate>
      <div class="stack">
        <${Card}><div class="field"><label for="title">Title *</label><input id="title" value=${title} required maxlength="200" autocomplete="off"
          aria-invalid=${save.problem?.of('title') ? 'true' : null} onInput=${(event) => setTitle(event.target.value)} />
          ${save.problem?.of('title') && html`<p class="wrong">${save.problem.of('title')}</p>`}</div>
          <div class="field"><label class="tick" for="creates"><input id="creates" type="checkbox" checked=${creates} aria-describedby="creates-hint" onChange=${(event) => setCreates(event.target.checked)} />
            <span>Create load for new tables</span></label><p class="hint" id="creates-hint">A file of a table that has no load yet starts one, made from the load template; otherwise it waits where it is.</p></div><//>
        <${Groups} groups=${GROUPS} schema=${schema} draft=${draft} secrets=${secrets} problem=${save.problem} />
        <${Trouble} problem=${save.problem} />
        <div class="actions"><button class="primary" disabled=${save.busy}>${id ? 'Save' : 'Create'}</button>
          <a class="button" href=${id ? '/connections/' + id : '/connections'}>Leave it</a>
          ${id && html`<span class="quiet small-text">Takes effect at once; a run under way keeps what it began with.</span>`}</div>
      </div>
      <div class="stack beside"><${Tryout} values=${given()} base=${id} /><${RequestPreview} values=${given()} base=${id} /></div>
    </form>
  <//>`;
}

/** A check of what is typed, before any of it is saved. */
function Tryout({ values, base }) {
  const [found, setFound] = useState(null);
  const asked = JSON.stringify({ connection_params: values, connection: base });
  const check = useAction(async () => setFound({ asked, check: await post('/api/preview/check', JSON.parse(asked)) }));
  return html`<${Card} title="Check" actions=${html`<button type="button" disabled=${check.busy} onClick=${check.act}>${check.busy ? 'Checking …' : 'Check before saving'}</button>`}>
    <div class="stack" aria-live="polite">
      ${found ? html`<${CheckSteps} check=${found.check} />` : html`<p class="quiet">Goes as far as a delivery would, up to writing, with what stands in this form. Nothing is saved.</p>`}
      ${found && found.asked !== asked && html`<p class="quiet small-text">You changed something since.</p>`}
      <${Trouble} problem=${check.problem} /></div><//>`;
}
