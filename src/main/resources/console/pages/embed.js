// A page for somebody else's product, where its users enter credentials that the product never sees.
import { html, useState } from '../ui.js';
import { post } from '../api.js';
import { useAction } from '../live.js';
import { Ago, Copy, Dialog, Trouble } from '../parts.js';

export function Embed({ path, onClose }) {
  const [origin, setOrigin] = useState('');
  const [made, setMade] = useState(null);
  const make = useAction(async () => setMade(await post(path + '/embed', { origin })));
  const frame = made && `<iframe src="${location.origin}${made.url}" title="Connection" width="100%" height="520"></iframe>`;
  return html`<${Dialog} title="Let somebody else fill it in" onClose=${onClose}>
    <form class="stack" onSubmit=${(event) => {
    event.preventDefault();
    make.act();
  }}>
      <p class="quiet">Makes an address for an iframe in another product. Who opens it can enter credentials for this connection and check them, and nothing else, for ten minutes.</p>
      <div class="field"><label for="origin">Origin of the other product</label><input id="origin" type="url" required value=${origin} placeholder="like https://app.example.com"
        onInput=${(event) => setOrigin(event.target.value)} /><p class="hint">One of drover.server.frame-ancestors. It alone is told how it went.</p></div>
      <${Trouble} problem=${make.problem} />
      ${made && html`<pre class="block" tabindex="0">${frame}</pre><p class="line quiet"><${Copy} text=${frame} /><span>until <${Ago} at=${made.expires_at} /></span></p>`}
      <div class="actions end"><button type="button" onClick=${onClose}>Close</button><button class="primary" disabled=${make.busy}>Make the address</button></div>
    </form><//>`;
}
