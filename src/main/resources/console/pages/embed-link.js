// A form that another product shows in an iframe, so that its users enter credentials without it seeing them.
import { html, useState } from '../ui.js';
import { post } from '../api.js';
import { useAction, useLive } from '../live.js';
import { Ago, Answer, Copy, Dialog, Trouble } from '../parts.js';
import { ownSettings } from './settings.js';

const KINDS = [['again', 'New credentials for this connection'], ['like', 'A new connection with the settings of this one']];

export function EmbedLink({ connection, onClose }) {
  const destinations = useLive('/api/destinations');
  return html`<${Dialog} title="A form within your product" onClose=${onClose}>
    <${Answer} of=${destinations}>${({ items }) => html`<${Form} connection=${connection} schema=${items[0].connection_params} onClose=${onClose} />`}<//><//>`;
}

function Form({ connection, schema, onClose }) {
  const [kind, setKind] = useState('again');
  const [origin, setOrigin] = useState('');
  const [minutes, setMinutes] = useState(10);
  const [made, setMade] = useState(null);
  const make = useAction(async () => setMade(await post('/api/embeds', {
    origin, valid_minutes: Number(minutes) || 0,
    ...(kind === 'again' ? { connection: connection.id } : {
      connection_params: ownSettings(schema, connection.connection_params), create_load_for_new_tables: connection.create_load_for_new_tables,
    }),
  })));
  if (made) {
    const snippet = `<iframe src="${location.origin}${made.url}" title="Connect"></iframe>`;
    return html`<div class="stack" role="status">
      <p>Put this into a page of <strong class="break">${made.origin}</strong>. It ends <${Ago} at=${made.expires_at} />, with the first success or after five tries.</p>
      <pre class="block" tabindex="0" aria-label="The frame">${snippet}</pre>
      <p class="quiet small-text">Whoever has this address can fill in the form. A product has a new one made for each user: <code>POST /api/embeds</code>.</p>
      <div class="actions end"><${Copy} text=${snippet} /><button type="button" onClick=${onClose}>Close</button></div></div>`;
  }
  const wrong = (name) => make.problem?.of(name);
  return html`<form class="stack" noValidate onSubmit=${(event) => {
    event.preventDefault();
    make.act();
  }}>
    <fieldset class="stack"><legend class="label">The form asks for</legend>${KINDS.map(([key, label]) => html`<label class="tick"><input type="radio" name="kind" value=${key}
      checked=${kind === key} onChange=${() => setKind(key)} /><span>${label}</span></label>`)}</fieldset>
    <div class="field"><label for="embed-origin">Origin of the page that shows it</label>
      <input id="embed-origin" type="url" value=${origin} placeholder="like https://app.example.com" autocomplete="off" aria-describedby="embed-origin-hint"
        aria-invalid=${wrong('origin') ? 'true' : null} onInput=${(event) => setOrigin(event.target.value.trim())} />
      <p class="hint" id="embed-origin-hint">One of <code>drover.embed.origins</code> in the configuration.</p></div>
    <div class="field"><label for="embed-minutes">Good for how many minutes</label>
      <input id="embed-minutes" type="number" min="1" max="60" value=${minutes} aria-invalid=${wrong('valid_minutes') ? 'true' : null}
        onInput=${(event) => setMinutes(event.target.value)} /></div>
    <${Trouble} problem=${make.problem} />
    <div class="actions end"><button type="button" onClick=${onClose}>Leave it</button><button class="primary" disabled=${make.busy}>Make the form</button></div>
  </form>`;
}
