// A copy under a new name. Secrets come along only if asked.
import { html, useState } from '../ui.js';
import { post } from '../api.js';
import { useAction } from '../live.js';
import { Dialog, Trouble } from '../parts.js';

export function Duplicate({ what, path, title, secrets, onClose, onDone }) {
  const [name, setName] = useState(title + ' (copy)');
  const [along, setAlong] = useState(false);
  const copy = useAction(async () => onDone(await post(path + '/duplicate', { title: name, ...(secrets ? { copy_secrets: along } : {}) })));
  return html`<${Dialog} title=${'Duplicate the ' + what} onClose=${onClose}>
    <form class="stack" onSubmit=${(event) => {
    event.preventDefault();
    copy.act();
  }}>
      <div class="field"><label for="copy-title">Title of the copy</label>
        <input id="copy-title" value=${name} required maxlength="200" onInput=${(event) => setName(event.target.value)} /></div>
      ${secrets && html`<label class="tick"><input type="checkbox" checked=${along} onChange=${(event) => setAlong(event.target.checked)} />
        <span>Copy its secrets too</span></label>`}
      <${Trouble} problem=${copy.problem} />
      <div class="actions end"><button type="button" onClick=${onClose}>Leave it</button><button class="primary" disabled=${copy.busy}>Duplicate</button></div>
    </form><//>`;
}
