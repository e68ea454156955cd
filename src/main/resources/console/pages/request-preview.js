// The real request for a pasted record, made by the code that sends, with secrets masked.
import { html, useEffect, useState } from '../ui.js';
import { post } from '../api.js';
import { Card, Copy } from '../parts.js';

const SAMPLE = '{"id": "C1", "name": "Zoë Müller"}';

export function RequestPreview({ values, base }) {
  const [record, setRecord] = useState(SAMPLE);
  const [answer, setAnswer] = useState({ preview: null, problem: null });
  const asked = JSON.stringify({ connection_params: values, connection: base, records: record });
  useEffect(() => {
    const timer = setTimeout(async () => {
      try {
        setAnswer({ preview: await post('/api/preview/request', JSON.parse(asked)), problem: null });
      } catch (problem) {
        setAnswer((before) => ({ ...before, problem }));
      }
    }, 300);
    return () => clearTimeout(timer);
  }, [asked]);
  const { preview, problem } = answer;
  return html`<${Card} title="What would be sent">
    <div class="field"><label for="record">A record, or several, as JSON</label>
      <textarea id="record" rows="4" spellcheck="false" value=${record} onInput=${(event) => setRecord(event.target.value)} /></div>
    <div class="stack" aria-live="polite">
      ${problem && html`<p class="quiet break">${problem.message}</p>`}
      ${preview && html`<pre class=${'block' + (problem ? ' quiet' : '')} tabindex="0" aria-label="The request">${preview.request}</pre>
        <div class="card-head"><h3>As curl</h3><${Copy} text=${preview.curl} /></div>
        <pre class="block" tabindex="0" aria-label="The request as curl">${preview.curl}</pre>`}
    </div><//>`;
}
